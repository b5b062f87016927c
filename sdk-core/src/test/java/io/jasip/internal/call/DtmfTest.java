package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.DtmfMethod;
import io.jasip.DtmfOptions;
import io.jasip.RequestFailedException;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits (RFC 4733, and INFO): 100 ms each, gaps of 70 ms. */
@DisplayName("#99 #100 #101 digits")
class DtmfTest extends TalkingFlow {

  private static final Duration DIGIT = Duration.ofMillis(170);

  private List<String> played() {
    return media.session().operations().stream()
        .filter(operation -> operation.startsWith("sendDtmf"))
        .map(operation -> operation.substring("sendDtmf ".length()))
        .toList();
  }

  private SipRequest info(String type, String body) {
    SipRequest info = bob.receives(SipMethod.INFO);
    assertThat(info.contentType()).isEqualTo(type);
    assertThat(info.bodyText()).isEqualTo(body);
    return info;
  }

  private SipRequest relayed(char digit) {
    return info("application/dtmf-relay", "Signal=" + digit + "\r\nDuration=100\r\n");
  }

  @Test
  void asRtpEventsOneAfterTheOther() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> first = promised(call.sendDtmf("1a"));
    CompletableFuture<Void> second = promised(call.sendDtmf("#"));
    assertThat(played()).containsExactly("1 100 70");
    time.advance(DIGIT);
    assertThat(played()).containsExactly("1 100 70", "A 100 70");
    assertThat(first).isNotDone();
    time.advance(DIGIT);
    assertThat(first).isCompleted();
    assertThat(played()).containsExactly("1 100 70", "A 100 70", "# 100 70");
    time.advance(DIGIT);
    assertThat(second).isCompleted();
    bobHangsUp();
  }

  @Test
  void withADurationAndAGap() {
    Call call = aliceHasCalled();
    DtmfOptions slow =
        new DtmfOptions(DtmfMethod.RTP, Duration.ofMillis(500), Duration.ofMillis(250));
    promised(call.sendDtmf("12", slow));
    time.advance(Duration.ofMillis(749));
    assertThat(played()).containsExactly("1 500 250");
    time.advance(Duration.ofMillis(1));
    assertThat(played()).containsExactly("1 500 250", "2 500 250");
    time.advance(Duration.ofSeconds(1));
    bobHangsUp();
  }

  @ParameterizedTest
  @CsvSource({"39, 70", "6001, 70", "100, 29", "100, 6001"})
  void durationsThatNobodyHears(int duration, int gap) {
    assertThatThrownBy(
            () ->
                new DtmfOptions(
                    DtmfMethod.AUTO, Duration.ofMillis(duration), Duration.ofMillis(gap)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ms is not within");
  }

  @Test
  void aCommaIsAPauseOfTwoSeconds() {
    Call call = aliceHasCalled();
    promised(call.sendDtmf("1,2"));
    time.advance(DIGIT.plusMillis(1999));
    assertThat(played()).containsExactly("1 100 70");
    time.advance(Duration.ofMillis(1));
    assertThat(played()).containsExactly("1 100 70", "2 100 70");
    time.advance(DIGIT);
    bobHangsUp();
  }

  @Test
  void byInfoRelay() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> sent =
        promised(call.sendDtmf("5*", DtmfOptions.by(DtmfMethod.INFO_RELAY)));
    SipRequest five = relayed('5');
    time.advance(Duration.ofSeconds(1));
    assertThat(server.unread()).as("the next waits for the answer").isEmpty();
    server.answer(five, 200);
    server.answer(relayed('*'), 200);
    assertThat(sent).as("the digit lasts as long as it says").isNotDone();
    time.advance(DIGIT);
    assertThat(sent).isCompleted();
    assertThat(played()).isEmpty();
    bobHangsUp();
  }

  @Test
  void byInfoWithTheDigitAlone() {
    Call call = aliceHasCalled();
    promised(call.sendDtmf("9", DtmfOptions.by(DtmfMethod.INFO)));
    server.answer(info("application/dtmf", "9"), 200);
    time.advance(DIGIT);
    bobHangsUp();
  }

  @Test
  void aPeerWithoutRtpEventsGetsInfo() {
    media.fail(Operation.SEND_DTMF, Reason.DTMF_NOT_NEGOTIATED);
    Call call = aliceHasCalled();
    CompletableFuture<Void> sent = promised(call.sendDtmf("12"));
    server.answer(relayed('1'), 200);
    time.advance(DIGIT);
    server.answer(relayed('2'), 200);
    time.advance(DIGIT);
    assertThat(sent).isCompleted();
    bobHangsUp();
  }

  @Test
  void onHoldByInfoAndAfterItByRtpAgain() {
    Call call = aliceHasCalled();
    promised(call.hold());
    agreesToReinvite("recvonly");
    media.fail(Operation.SEND_DTMF, Reason.DTMF_NOT_NEGOTIATED);
    promised(call.sendDtmf("1"));
    server.answer(relayed('1'), 200);
    time.advance(DIGIT);

    media.succeed(Operation.SEND_DTMF);
    promised(call.resume());
    agreesToReinvite("sendrecv");
    CompletableFuture<Void> sent = promised(call.sendDtmf("2"));
    time.advance(DIGIT);
    assertThat(sent).isCompleted();
    assertThat(played()).last().isEqualTo("2 100 70");
    assertThat(server.unread()).as("no INFO").isEmpty();
    bobHangsUp();
  }

  @Test
  void aPeerWithoutRtpEventsWhenNothingElseWillDo() {
    media.fail(Operation.SEND_DTMF, Reason.DTMF_NOT_NEGOTIATED);
    Call call = aliceHasCalled();
    assertThat(promised(call.sendDtmf("12", DtmfOptions.by(DtmfMethod.RTP))))
        .isCompletedExceptionally();
    assertThat(server.unread()).isEmpty();
    bobHangsUp();
  }

  @Test
  void aHookFlashGoesByInfo() {
    Call call = aliceHasCalled();
    promised(call.sendDtmf("R"));
    server.answer(relayed('R'), 200);
    time.advance(DIGIT);
    assertThatThrownBy(() -> call.sendDtmf("R", DtmfOptions.by(DtmfMethod.RTP)))
        .isInstanceOf(IllegalArgumentException.class);
    bobHangsUp();
  }

  @Test
  void bothMethodsKeepTheOrder() {
    Call call = aliceHasCalled();
    promised(call.sendDtmf("1", DtmfOptions.by(DtmfMethod.INFO)));
    promised(call.sendDtmf("2", DtmfOptions.by(DtmfMethod.RTP)));
    SipRequest info = bob.receives(SipMethod.INFO);
    assertThat(played()).isEmpty();
    server.answer(info, 200);
    time.advance(DIGIT);
    assertThat(played()).containsExactly("2 100 70");
    time.advance(DIGIT);
    bobHangsUp();
  }

  @Test
  void nothingIsLostWhileAReinviteIsOpen() {
    Call call = aliceHasCalled();
    promised(call.hold());
    SipRequest hold = bob.receives(SipMethod.INVITE);
    CompletableFuture<Void> sent = promised(call.sendDtmf("12"));
    time.advance(Duration.ofSeconds(5));
    assertThat(played()).isEmpty();
    agrees(hold, "recvonly");
    bob.receives(SipMethod.ACK);
    assertThat(played()).containsExactly("1 100 70");
    time.advance(DIGIT);
    bob.reinvites();
    bob.receives(100);
    bob.receives(200);
    bob.acknowledges();
    time.advance(DIGIT);
    assertThat(played()).containsExactly("1 100 70", "2 100 70");
    assertThat(sent).isCompleted();
    bobHangsUp();
  }

  @Test
  void anInfoThatIsRefusedFailsItsDigitsAlone() {
    Call call = aliceHasCalled();
    DtmfOptions info = DtmfOptions.by(DtmfMethod.INFO);
    CompletableFuture<Void> first = promised(call.sendDtmf("12", info));
    CompletableFuture<Void> second = promised(call.sendDtmf("3", info));
    server.answer(info("application/dtmf", "1"), 415);
    assertThatThrownBy(first::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, e -> assertThat(e.status()).isEqualTo(415));
    server.answer(info("application/dtmf", "3"), 200);
    time.advance(DIGIT);
    assertThat(second).isCompleted();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RTP", "INFO", "INFO_RELAY"})
  void theCallEndsBeforeAllDigitsAreOut(DtmfMethod method) {
    Call call = aliceHasCalled();
    CompletableFuture<Void> first = promised(call.sendDtmf("123", DtmfOptions.by(method)));
    CompletableFuture<Void> second = promised(call.sendDtmf("4", DtmfOptions.by(method)));
    if (method != DtmfMethod.RTP) {
      server.answer(bob.receives(SipMethod.INFO), 200);
    }
    bobHangsUp();
    for (CompletableFuture<Void> each : List.of(first, second, promised(call.sendDtmf("5")))) {
      assertThatThrownBy(each::join)
          .cause()
          .isInstanceOfSatisfying(
              RequestFailedException.class, e -> assertThat(e.why()).isEqualTo(Cause.BYE));
    }
  }

  @Test
  void bobHangsUpOnTheLastDigit() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> sent = promised(call.sendDtmf("12#"));
    time.advance(DIGIT.multipliedBy(2));
    bobHangsUp();
    assertThat(sent).isCompleted();
  }

  @Test
  void aliceHangsUpOnTheLastDigit() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> sent = promised(call.sendDtmf("#"));
    promised(call.hangup());
    bob.isHungUpOn();
    assertThat(sent).isCompletedExceptionally();
  }

  @Test
  void anInfoThatIsNeverAnsweredEndsTheCall() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> sent = promised(call.sendDtmf("1", DtmfOptions.by(DtmfMethod.INFO)));
    bob.receives(SipMethod.INFO);
    time.advance(TIMEOUT);
    assertThat(sent).isCompletedExceptionally();
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.REQUEST_TIMEOUT);
  }

  @Test
  void inEarlyMedia() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.responds(183, withSdp("sendrecv"));
    promised(call.sendDtmf("1"));
    assertThat(played()).containsExactly("1 100 70");
    promised(call.sendDtmf("2", DtmfOptions.by(DtmfMethod.INFO)));
    time.advance(DIGIT);
    server.answer(info("application/dtmf", "2"), 200);
    time.advance(DIGIT);
    bob.answers();
    bob.receives(SipMethod.ACK);
    bobHangsUp();
  }

  @Test
  @DisplayName("D-27 INFO before anybody has answered fails with its reason")
  void beforeAnybodyIsThere() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    assertThatThrownBy(promised(call.sendDtmf("1", DtmfOptions.by(DtmfMethod.INFO)))::join)
        .hasCauseInstanceOf(IllegalStateException.class);
    bob.refuses(486);
  }

  @Test
  void withoutMedia() {
    media.hold(Operation.CREATE_OFFER);
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    assertThatThrownBy(promised(call.sendDtmf("1", DtmfOptions.by(DtmfMethod.RTP)))::join)
        .hasCauseInstanceOf(MediaException.class);
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
  }

  @Test
  void theCallEndsWhileDigitsWaitForAnOffer() {
    Call call = aliceHasCalled();
    promised(call.hold());
    bob.receives(SipMethod.INVITE);
    CompletableFuture<Void> first = promised(call.sendDtmf("1"));
    CompletableFuture<Void> second = promised(call.sendDtmf("2", DtmfOptions.by(DtmfMethod.INFO)));
    bobHangsUp();
    assertThat(server.unread()).as("no INFO after the end").isEmpty();
    for (CompletableFuture<Void> each : List.of(first, second)) {
      assertThatThrownBy(each::join)
          .cause()
          .isInstanceOfSatisfying(
              RequestFailedException.class, e -> assertThat(e.why()).isEqualTo(Cause.BYE));
    }
  }
}
