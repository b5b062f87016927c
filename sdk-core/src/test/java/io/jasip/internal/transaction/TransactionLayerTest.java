package io.jasip.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import io.jasip.testkit.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The timers of RFC 3261 table 4 and RFC 6026 on a reliable transport, in virtual time. */
class TransactionLayerTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(32);
  private static final Duration INSTANT = Duration.ofMillis(1);

  private final VirtualLoop time = new VirtualLoop();
  private final List<String> sent = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final List<ServerTransaction> requests = new ArrayList<>();
  private boolean connected = true;
  private final TransactionLayer layer =
      new TransactionLayer(time, SipTimers.DEFAULT, this::transport, new Above());

  @AfterEach
  void nothingIsLeft() {
    time.advance(TIMEOUT.multipliedBy(2));
    assertThat(layer.size()).isZero();
    assertThat(time.pendingTimers()).isZero();
  }

  // INVITE, client

  @Test
  void timerBEndsAnInviteThatNobodyAnswers() {
    layer.request(request(SipMethod.INVITE), new Requester());
    time.advance(TIMEOUT.minus(INSTANT));
    assertThat(sent).as("no timer A: nothing is sent twice").containsExactly("INVITE");
    assertThat(heard).isEmpty();
    time.advance(INSTANT);
    assertThat(heard).containsExactly("timeout");
    assertThat(layer.size()).isZero();
  }

  @Test
  void aProvisionalResponseStopsTimerB() {
    SipRequest invite = request(SipMethod.INVITE);
    ClientTransaction transaction = layer.request(invite, new Requester());
    assertThat(transaction.hasResponse()).isFalse();
    layer.receive(response(invite, 180));
    assertThat(transaction.hasResponse()).isTrue();
    time.advance(TIMEOUT.multipliedBy(10));
    assertThat(heard).containsExactly("180");
    layer.receive(response(invite, 486));
  }

  @Test
  void timerDIsZeroAfterARefusal() {
    SipRequest invite = request(SipMethod.INVITE);
    layer.request(invite, new Requester());
    layer.receive(response(invite, 486));
    assertThat(sent).containsExactly("INVITE", "ACK");
    assertThat(heard).containsExactly("486");
    assertThat(layer.size()).isZero();
    layer.receive(response(invite, 486));
    assertThat(heard).containsExactly("486", "stray 486");
  }

  @Test
  void untilTimerMEvery2xxIsPassedUp() {
    SipRequest invite = request(SipMethod.INVITE);
    layer.request(invite, new Requester());
    layer.receive(response(invite, 200));
    time.advance(TIMEOUT.minus(INSTANT));
    layer.receive(response(invite, 200));
    layer.receive(response(invite, 180));
    layer.receive(response(invite, 486));
    assertThat(heard).containsExactly("200", "200");
    assertThat(sent).as("the ACK of a 2xx is not the transaction's").containsExactly("INVITE");
    time.advance(INSTANT);
    layer.receive(response(invite, 200));
    assertThat(heard).containsExactly("200", "200", "stray 200");
  }

  @Test
  void anAbandonedInviteIsForgotten() {
    SipRequest invite = request(SipMethod.INVITE);
    ClientTransaction transaction = layer.request(invite, new Requester());
    layer.receive(response(invite, 180));
    layer.abandon(transaction);
    assertThat(layer.size()).isZero();
    layer.receive(response(invite, 487));
    assertThat(heard).containsExactly("180", "stray 487");
  }

  // Other methods, client

  @Test
  void timerFEndsARequestThatNobodyAnswers() {
    SipRequest options = request(SipMethod.OPTIONS);
    layer.request(options, new Requester());
    layer.receive(response(options, 100));
    time.advance(TIMEOUT.minus(INSTANT));
    assertThat(sent).as("no timer E: nothing is sent twice").containsExactly("OPTIONS");
    assertThat(heard).as("timer F goes on").containsExactly("100");
    time.advance(INSTANT);
    assertThat(heard).containsExactly("100", "timeout");
  }

  @Test
  void timerKIsZeroAfterAFinalResponse() {
    SipRequest options = request(SipMethod.OPTIONS);
    layer.request(options, new Requester());
    layer.receive(response(options, 200));
    assertThat(layer.size()).isZero();
    time.advance(TIMEOUT);
    assertThat(heard).containsExactly("200");
  }

  @Test
  void aResponseOfAnotherMethodIsNotOurs() {
    SipRequest invite = request(SipMethod.INVITE);
    layer.request(invite, new Requester());
    layer.receive(response(RequestBuilder.cancel(invite), 200));
    assertThat(heard).as("a CANCEL has the branch of its INVITE").containsExactly("stray 200");
    layer.receive(response(invite, 487));
  }

  @Test
  void withoutAConnectionTheRequesterIsToldSoon() {
    connected = false;
    time.execute(
        () -> {
          layer.request(request(SipMethod.INVITE), new Requester());
          layer.request(request(SipMethod.OPTIONS), new Requester());
          assertThat(heard).as("not while it is being made").isEmpty();
        });
    assertThat(heard).containsExactly("transport error", "transport error");
    assertThat(layer.size()).isZero();
  }

  // INVITE, server

  @Test
  void aRepeatedInviteIsAnsweredWithTheLastResponse() {
    SipRequest invite = request(SipMethod.INVITE);
    layer.receive(invite);
    layer.receive(invite);
    assertThat(requests).as("it is passed up once").hasSize(1);
    assertThat(sent).isEmpty();
    respond(180);
    layer.receive(invite);
    respond(486);
    layer.receive(invite);
    assertThat(sent).containsExactly("180", "180", "486", "486");
    layer.receive(RequestBuilder.ackOfRefusal(invite, invite.to()));
  }

  @Test
  void timerHEndsARefusalThatIsNotAcknowledged() {
    layer.receive(request(SipMethod.INVITE));
    respond(486);
    time.advance(TIMEOUT.minus(INSTANT));
    assertThat(sent).as("no timer G: nothing is sent twice").containsExactly("486");
    assertThat(layer.size()).isEqualTo(1);
    time.advance(INSTANT);
    assertThat(heard).containsExactly("no ACK");
    assertThat(layer.size()).isZero();
  }

  @Test
  void timerIIsZeroAfterTheAckOfARefusal() {
    SipRequest invite = request(SipMethod.INVITE);
    layer.receive(invite);
    respond(486);
    layer.receive(RequestBuilder.ackOfRefusal(invite, invite.to()));
    assertThat(layer.size()).isZero();
    time.advance(TIMEOUT);
    assertThat(heard).as("the ACK is the transaction's").isEmpty();
  }

  @Test
  void untilTimerLRepeatedInvitesAreAbsorbedAndThe2xxCanBeRepeated() {
    SipRequest invite = request(SipMethod.INVITE);
    layer.receive(invite);
    respond(200);
    layer.receive(invite);
    assertThat(sent).containsExactly("200");
    respond(200);
    respond(486);
    assertThat(sent).containsExactly("200", "200");
    layer.receive(RequestBuilder.ackOfRefusal(invite, invite.to()));
    assertThat(heard).as("an ACK with the branch of the INVITE").containsExactly("ACK");
    time.advance(TIMEOUT.minus(INSTANT));
    assertThat(requests).hasSize(1);
    assertThat(layer.size()).isEqualTo(1);
    time.advance(INSTANT);
    assertThat(layer.size()).isZero();
  }

  @Test
  void aCancelIsAnsweredHereAndPassedUp() {
    SipRequest invite = request(SipMethod.INVITE);
    layer.receive(invite);
    SipRequest cancel = RequestBuilder.cancel(invite);
    layer.receive(cancel);
    assertThat(sent).containsExactly("200");
    assertThat(heard).containsExactly("CANCEL");
    respond(487);
    layer.receive(RequestBuilder.ackOfRefusal(invite, invite.to()));
    layer.receive(cancel);
    assertThat(sent).as("there is nothing to cancel any more").endsWith("481");
  }

  // Other methods, server

  @Test
  void aRequestIsPassedUpOnceAndTimerJIsZero() {
    SipRequest options = request(SipMethod.OPTIONS);
    layer.receive(options);
    layer.receive(options);
    assertThat(requests).hasSize(1);
    respond(100);
    layer.receive(options);
    assertThat(sent).containsExactly("100", "100");
    respond(200);
    assertThat(requests.get(0).isAnswered()).isTrue();
    respond(200);
    assertThat(sent).containsExactly("100", "100", "200");
    assertThat(layer.size()).isZero();
  }

  // All

  @Test
  void theLossOfTheConnectionEndsEachAndTellsThoseWhoWait() {
    SipRequest answered = request(SipMethod.INVITE);
    layer.request(answered, new Requester());
    layer.receive(response(answered, 200));
    layer.request(request(SipMethod.INVITE), new Requester());
    layer.request(request(SipMethod.OPTIONS), new Requester());
    layer.receive(request(SipMethod.INVITE));
    layer.receive(request(SipMethod.OPTIONS));
    heard.clear();
    layer.transportError();
    assertThat(heard)
        .containsExactlyInAnyOrder(
            "transport error", "transport error", "lost INVITE", "lost OPTIONS");
    assertThat(layer.size()).as("the answered INVITE waits for timer M").isEqualTo(1);
  }

  @Test
  void theSameRequestByAnotherWayIsMerged() {
    SipRequest invite = request(SipMethod.INVITE);
    layer.receive(invite);
    SipRequest other = RequestBuilder.again(invite, invite.cSeq().number(), List.of());
    assertThat(layer.isMerged(other)).isTrue();
    assertThat(layer.isMerged(invite)).as("a retransmission").isFalse();
    assertThat(layer.isMerged(request(SipMethod.INVITE))).isFalse();
    respond(486);
  }

  private boolean transport(SipMessage message) {
    if (connected) {
      sent.add(
          message instanceof SipResponse response
              ? Integer.toString(response.status())
              : ((SipRequest) message).method().name());
    }
    return connected;
  }

  private void respond(int status) {
    ServerTransaction last = requests.get(requests.size() - 1);
    last.respond(response(last.request(), status));
  }

  private static SipRequest request(SipMethod method) {
    Via via = new Via("WSS", "a.invalid", SipParameters.of(Map.of("branch", Identifiers.branch())));
    NameAddr alice = NameAddr.of(SipUri.parse("sip:alice@pbx.example"));
    NameAddr bob = NameAddr.of(SipUri.parse("sip:bob@pbx.example"));
    return new RequestBuilder(
            bob.uri(),
            via,
            alice.withTag(Identifiers.tag()),
            bob,
            Identifiers.callId(),
            new CSeq(1, method))
        .build();
  }

  private static SipResponse response(SipRequest request, int status) {
    return new ResponseBuilder(request, status, "tag").build();
  }

  /** Who sent a request. */
  private final class Requester implements ClientTransactionUser {
    @Override
    public void onResponse(SipResponse response) {
      heard.add(Integer.toString(response.status()));
    }

    @Override
    public void onTimeout() {
      heard.add("timeout");
    }

    @Override
    public void onTransportError() {
      heard.add("transport error");
    }
  }

  /** The user agent core. */
  private final class Above implements TransactionUser {
    @Override
    public void onRequest(ServerTransaction transaction) {
      requests.add(transaction);
      transaction.listen(
          new ServerTransaction.Listener() {
            @Override
            public void onCancel(SipRequest cancel) {
              heard.add("CANCEL");
            }

            @Override
            public void onTimeout() {
              heard.add("no ACK");
            }

            @Override
            public void onTransportError() {
              heard.add("lost " + transaction.request().method());
            }
          });
    }

    @Override
    public void onStrayAck(SipRequest ack) {
      heard.add("ACK");
    }

    @Override
    public void onStrayResponse(SipResponse response) {
      heard.add("stray " + response.status());
    }
  }
}
