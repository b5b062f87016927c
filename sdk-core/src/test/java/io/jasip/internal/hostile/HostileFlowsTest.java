package io.jasip.internal.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.internal.transport.EmbeddedConnection;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server or a peer may do to hurt, and what alice makes of it. */
@Isolated("an error that anybody logs counts")
class HostileFlowsTest {

  private final World world = new World();
  private final HostileServer server = world.server;

  @AfterEach
  void nothingIsLeft() {
    world.close();
  }

  private SipRequest asked() {
    SipRequest asked = server.asked(0);
    assertThat(asked).isNotNull();
    return asked;
  }

  private Call establishedCall() {
    Call call = world.call();
    server.answer(asked(), 200, 0);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    server.drain();
    return call;
  }

  private List<String> drained() {
    return server.drain().stream().map(SipMessage::startLine).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "REGISTER", "BYE", "OPTIONS"})
  void aResponseThatNobodyAskedFor(String method) {
    server.send(
        List.of(
            "SIP/2.0 200 OK",
            "Via: SIP/2.0/WSS x.invalid;branch=z9hG4bKnobody",
            "From: <sip:alice@pbx.example>;tag=a",
            "To: <sip:bob@pbx.example>;tag=b",
            "Call-ID: nobody",
            "CSeq: 1 " + method,
            "Contact: <sip:bob@phone.example>"),
        null);
    assertThat(drained()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "BYE, 481",
    "CANCEL, 481",
    "NOTIFY, 4",
    "UPDATE, 4",
    "PRACK, 4",
    "INFO, 4",
    "REFER, 4"
  })
  void aRequestOfNoDialog(String method, String status) {
    Call call = establishedCall();
    server.stray(method, World.ADDRESS);
    assertThat(drained()).singleElement().asString().startsWith("SIP/2.0 " + status);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BYE", "NOTIFY", "INFO", "UPDATE", "INVITE"})
  void aRequestWithTheCallIdAndAWrongTag(String method) {
    Call call = establishedCall();
    server.inDialog(server.leg(0), method, World.ADDRESS, 1);
    assertThat(drained()).singleElement().asString().startsWith("SIP/2.0 481");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
  }

  @Test
  void callersCannotWriteOurHeaderFields() {
    server.invite(World.ADDRESS, true, "Subject: a\rX-Evil: 1");
    assertThat(world.calls).isEmpty();
    server.invite(World.ADDRESS, true, "P-Asserted-Identity: \"a\\\r\nX-Evil: 1\" <sip:x@y>");
    assertThat(world.calls).hasSize(1);
    world.promised(world.calls.get(0).answer());
    assertThat(server.drain()).isNotEmpty().noneMatch(sent -> sent.header("X-Evil").isPresent());
  }

  @Test
  void neitherCanTheApplicationByMistake() {
    assertThatThrownBy(() -> UA.builder().userAgent("JaSIP\r\nX-Evil: 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("userAgent");
    assertThatThrownBy(() -> world.alice.call("bob\r\nX-Evil: 1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                UA.builder()
                    .server("wss://pbx.example")
                    .user("alice")
                    .displayName("Alice\r\nX-Evil: 1")
                    .build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCallThatWantsToReplaceWhatItDoesNotKnow() {
    Call call = establishedCall();
    String callId = asked().callId();
    for (String guess : List.of("nobody;to-tag=a;from-tag=b", callId + ";to-tag=0;from-tag=0")) {
      server.invite(World.ADDRESS, true, "Replaces: " + guess);
      assertThat(drained()).singleElement().asString().startsWith("SIP/2.0 481");
    }
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(world.calls).hasSize(1);
  }

  /** A response with a control character is none, and so nobody has answered. */
  static Stream<Arguments> phrases() {
    return Stream.of(
        Arguments.of("Busy\rX-Evil: 1", Cause.REQUEST_TIMEOUT),
        Arguments.of("Busy\u0000", Cause.REQUEST_TIMEOUT),
        Arguments.of("\u001b[2J", Cause.REQUEST_TIMEOUT),
        Arguments.of("Busy\u2028X-Evil: 1", Cause.BUSY));
  }

  @ParameterizedTest
  @MethodSource("phrases")
  void aReasonPhraseCannotWriteOurLogOrHeaderFields(String phrase, Cause cause) {
    Call call = world.call();
    SipRequest invite = asked();
    server.send(
        List.of(
            "SIP/2.0 486 " + phrase,
            "Via: " + invite.header("Via").orElse(""),
            "From: " + invite.header("From").orElse(""),
            "To: " + invite.header("To").orElse("") + ";tag=bob",
            "Call-ID: " + invite.callId(),
            "CSeq: " + invite.cSeq()),
        null);
    world.time.advance(Duration.ofSeconds(32));
    assertThat(call.ended()).isCompleted();
    assertThat(call.ended().join().toString()).doesNotContain("\r", "\u0000", "\u001b");
    assertThat(call.ended().join().cause()).isEqualTo(cause);
    assertThat(server.drain()).isNotEmpty().noneMatch(sent -> sent.header("X-Evil").isPresent());
  }

  @Test
  void binaryGarbage() {
    Call call = establishedCall();
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      byte[] garbage = new byte[random.nextInt(1_000)];
      random.nextBytes(garbage);
      server.wire().send(garbage);
    }
    server.drain();
    world.promised(call.hangup());
    assertThat(drained()).singleElement().asString().startsWith("BYE ");
  }

  @Test
  void challengesWithoutEndEndACall() {
    Call call = world.call();
    for (int i = 0; i < 10; i++) {
      server.answer(asked(), 401, 0);
    }
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(drained().stream().filter(line -> line.startsWith("INVITE"))).hasSizeLessThan(5);
  }

  @Test
  void challengesWithoutEndEndARegistration() {
    world.promised(world.alice.register());
    for (int i = 0; i < 10; i++) {
      server.answer(asked(), 407, 0);
    }
    assertThat(world.alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
    assertThat(drained()).hasSizeLessThan(5);
  }

  @Test
  void redirectionsInALoopEndTheCall() {
    Call call = world.call();
    server.answer(asked(), 302, 0);
    assertThat(call.ended()).isCompleted();
    assertThat(call.ended().join().cause()).isEqualTo(Cause.REDIRECTED);
  }

  @Test
  void redirectionsInALoopEndTheCallAlsoWhereTheyAreFollowed() {
    Call call = world.alice.call("bob", CallOptions.builder().followRedirects(5).build());
    world.promised(call.ended());
    for (int i = 0; i < 20 && !call.ended().isDone(); i++) {
      server.answer(asked(), 302, 0);
    }
    assertThat(call.ended().join().cause()).isEqualTo(Cause.REDIRECTED);
    assertThat(drained().stream().filter(line -> line.startsWith("INVITE"))).hasSizeLessThan(7);
  }

  @Test
  void tryingAndThenSilence() {
    Call call = world.call();
    server.answer(asked(), 100, 0);
    world.time.advance(Duration.ofHours(1));
    assertThat(call.state()).isEqualTo(CallState.PROCEEDING);
    world.promised(call.hangup());
    world.time.advance(Duration.ofSeconds(32));
    assertThat(call.state()).isEqualTo(CallState.ENDED);
  }

  @Test
  void aFloodOfRequestsLeavesNothing() {
    for (int i = 0; i < 2_000; i++) {
      server.stray("OPTIONS", World.ADDRESS);
    }
    assertThat(drained()).hasSize(2_000).containsOnly("SIP/2.0 200 OK");
    assertThat(world.transactions()).isZero();
  }

  @Test
  void aFloodOfRequestsDoesNotKeepACallFromGoingOn() {
    Call call = establishedCall();
    for (int i = 0; i < 1_000; i++) {
      server.stray(i % 2 == 0 ? "OPTIONS" : "MESSAGE", World.ADDRESS);
    }
    server.drain();
    world.promised(call.hangup());
    server.answer(asked(), 200, 0);
    assertThat(call.ended().join().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void aFloodOfCallsLeavesNothing() {
    for (int i = 0; i < 500; i++) {
      server.invite(World.ADDRESS, true);
    }
    assertThat(drained()).hasSize(500).containsOnly("SIP/2.0 180 Ringing");
    world.time.advance(Duration.ofMinutes(3));
    assertThat(drained()).hasSize(500).allMatch(line -> line.startsWith("SIP/2.0 480"));
    assertThat(world.transactions()).isZero();
  }

  @Test
  void aDemandForManyExtensionsIsNotListedInFull() {
    String demand = "Require: " + "a,".repeat(3_000) + "b";
    server.stray("OPTIONS", World.ADDRESS, demand, demand, demand, demand);
    assertThat(server.drain())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.header("Unsupported")).contains("a, b"));
  }

  @Test
  void thousandsOfEarlyDialogs() {
    Call call = world.call();
    SipRequest invite = asked();
    for (int i = 0; i < 3_000; i++) {
      server.answer(invite, 180, 1);
    }
    assertThat(world.alice.active().core().dialogs().size()).isLessThan(100);
    server.answer(invite, 200, 0);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(world.alice.active().core().dialogs().size()).isEqualTo(1);
  }

  @Test
  void thousandsOfCalleesAnswer() {
    Call call = world.call();
    SipRequest invite = asked();
    for (int i = 0; i < 3_000; i++) {
      server.answer(invite, 200, 1);
    }
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(drained().stream().filter(line -> line.startsWith("BYE"))).hasSize(64);
    assertThat(world.transactions()).isLessThan(70);
  }

  @Test
  void sequenceNumbersAtTheirEnd() {
    Call call = establishedCall();
    server.inDialog(server.leg(0), "INFO", World.ADDRESS, 4);
    server.inDialog(server.leg(0), "OPTIONS", World.ADDRESS, 0);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(server.drain().size() + server.wire().refusals().size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "99999999999999999999", "soon", ""})
  void aRegistrationForAnImpossibleTime(String expires) {
    world.promised(world.alice.register());
    SipRequest register = asked();
    server.send(
        List.of(
            "SIP/2.0 200 OK",
            "Via: " + register.via(),
            "From: " + register.from(),
            "To: " + register.to() + ";tag=r",
            "Call-ID: " + register.callId(),
            "CSeq: " + register.cSeq(),
            "Contact: " + register.header("Contact").orElse("").replaceAll(";expires=.*", ""),
            "Expires: " + expires),
        null);
    assertThat(world.alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    assertThat(world.alice.registration().expires()).isEqualTo(Duration.ofMinutes(10));
    server.drain();
    world.time.advance(Duration.ofMinutes(1));
    assertThat(drained()).as("at most a refresh in time").hasSizeLessThan(2);
  }

  @Test
  void anAnswerThatCannotBeReadAndThenAGoodOne() {
    Call call = world.call();
    SipRequest invite = asked();
    server.answer(invite, 200, 8);
    assertThat(call.ended().join().cause()).isEqualTo(Cause.DIALOG_ERROR);
    server.drain();
    server.answer(invite, 200, 0);
    assertThat(server.drain())
        .as("the callee is not left to talk to nobody")
        .extracting(message -> message.cSeq().method())
        .containsExactly(SipMethod.ACK, SipMethod.BYE);
    assertThat(world.alice.active().core().dialogs().size()).isZero();
  }

  @Test
  void anAnswerWithSomebodyElsesTag() {
    Call call = world.call();
    server.answer(asked(), 200, 3);
    assertThat(call.state()).isEqualTo(CallState.CALLING);
  }

  @Test
  void aNewOfferThatIsChallengedLate() {
    Call call = establishedCall();
    world.promised(call.hold());
    SipRequest offer = asked();
    world.time.advance(Duration.ofSeconds(30));
    server.answer(offer, 401, 0);
    world.time.advance(Duration.ofSeconds(4));
    assertThat(server.drain()).noneMatch(sent -> sent.cSeq().method().equals(SipMethod.CANCEL));
    server.answer(asked(), 200, 0);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
  }

  @Test
  void aServerThatReadsNothingCannotKeepUsFromClosing() {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(ChannelHandlerContext context, Object frame, ChannelPromise sent) {
                io.netty.util.ReferenceCountUtil.release(frame);
              }
            });
    EmbeddedConnection.close(channel);
    channel.advanceTimeBy(2, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isFalse();
  }
}
