package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.FakeMediaEngine.Operation;
import org.junit.jupiter.api.Test;

/** Alice calls and hears something before the answer (RFC 3262 section 4, RFC 3960). */
class EarlyMediaOutgoingTest extends TalkingFlow {

  @Test
  void anUnreliableForetaste() {
    Call call = aliceCalls("bob");
    assertThat(bob.takesCall().headers().tokens("Supported")).contains("100rel");
    bob.responds(183, withSdp("sendrecv"));
    assertThat(media.session().operations()).last().isEqualTo("acceptAnswer PRANSWER");
    assertThat(call.state()).isEqualTo(CallState.PROCEEDING);
    bob.answers();
    bob.receives(SipMethod.ACK);
    assertThat(media.session().operations()).last().isEqualTo("acceptAnswer ANSWER");
    bobHangsUp();
  }

  @Test
  void theSameForetasteTwice() {
    aliceCalls("bob");
    bob.takesCall();
    String[] foretaste = withSdp("sendrecv");
    bob.responds(183, foretaste);
    bob.responds(183, foretaste);
    assertThat(media.session().operations())
        .containsExactly("createOffer", "acceptAnswer PRANSWER");
    assertThat(callHears.all(CallProgressEvent.class)).hasSize(2);
    bob.answers();
    bob.receives(SipMethod.ACK);
    bobHangsUp();
  }

  @Test
  void aForetasteThatTheMediaCannotTake() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    media.fail(Operation.ACCEPT_ANSWER, Reason.BAD_DESCRIPTION);
    bob.responds(183, withSdp("sendrecv"));
    assertThat(call.state()).as("goes on without early media").isEqualTo(CallState.PROCEEDING);
    bob.refuses(486);
    assertThat(end().cause()).isEqualTo(Cause.BUSY);
  }

  @Test
  void aReliableResponseIsAcknowledgedOnce() {
    aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    SipResponse progress =
        bob.responds(183, withSdp("sendrecv", "Require: 100rel", "RSeq: 776656"));
    SipRequest prack = bob.receives(SipMethod.PRACK);
    assertThat(prack.header("RAck")).hasValue("776656 " + invite.cSeq().number() + " INVITE");
    assertThat(prack.uri()).hasToString("sip:bob@phone.example;transport=ws");
    assertThat(prack.cSeq().number()).isGreaterThan(invite.cSeq().number());
    server.send(progress);
    assertThat(server.unread()).isEmpty();
    server.answer(prack, 200);
    assertThat(callHears.all(CallProgressEvent.class)).hasSize(1);
    bob.answers();
    bob.receives(SipMethod.ACK);
    bobHangsUp();
  }

  @Test
  void reliableResponsesOutOfOrder() {
    aliceCalls("bob");
    bob.takesCall();
    bob.responds(180, "Require: 100rel", "RSeq: 5");
    server.answer(bob.receives(SipMethod.PRACK), 200);
    bob.responds(183, "Require: 100rel", "RSeq: 7");
    assertThat(server.unread()).as("6 is missing").isEmpty();
    bob.responds(183, "Require: 100rel", "RSeq: 6");
    assertThat(bob.receives(SipMethod.PRACK).header("RAck").orElse("")).startsWith("6 ");
    assertThat(callHears.all(CallProgressEvent.class)).hasSize(2);
    bob.refuses(486);
    time.advance(TIMEOUT);
  }

  @Test
  void theAnswerCameReliablyAndTheSuccessHasNone() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.responds(183, withSdp("sendrecv", "Require: 100rel", "RSeq: 1"));
    SipRequest prack = bob.receives(SipMethod.PRACK);
    server.answer(prack, 200);
    bob.responds(200);
    SipRequest ack = bob.receives(SipMethod.ACK);
    assertThat(ack.hasBody()).isFalse();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(media.session().operations())
        .containsExactly("createOffer", "acceptAnswer PRANSWER", "acceptAnswer ANSWER");
    promised(call.hangup());
    assertThat(bob.isHungUpOn().cSeq().number()).isGreaterThan(prack.cSeq().number());
  }

  @Test
  void aNewOfferBeforeTheAnswer() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.responds(183, withSdp("sendrecv", "Require: 100rel", "RSeq: 1"));
    server.answer(bob.receives(SipMethod.PRACK), 200);
    bob.asks(SipMethod.UPDATE, withSdp("sendrecv"));
    assertThat(bob.receives(200).bodyText()).contains("o=alice 1 2");
    assertThat(media.session().operations())
        .containsSubsequence("acceptAnswer PRANSWER", "acceptAnswer ANSWER", "createAnswer");
    bob.responds(200);
    bob.receives(SipMethod.ACK);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    promised(call.hold());
    agreesToReinvite("recvonly");
    bobHangsUp();
  }

  @Test
  void aNewOfferWhileOursIsNotAnswered() {
    aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    bob.asks(SipMethod.UPDATE, withSdp("sendrecv"));
    bob.receives(491);
    bob.refuses(486);
  }

  @Test
  void twoPhonesOfTheCalleeWithEarlyMedia() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    carol.takesCall(invite);
    bob.responds(183, withSdp("sendrecv", "Require: 100rel", "RSeq: 1"));
    SipRequest prackOfBob = bob.receives(SipMethod.PRACK);
    server.answer(prackOfBob, 200);
    carol.responds(183, withSdp("sendrecv", "Require: 100rel", "RSeq: 900"));
    server.answer(carol.receives(SipMethod.PRACK), 200);

    carol.answers();
    carol.receives(SipMethod.ACK);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(media.session().operations())
        .containsExactly(
            "createOffer", "acceptAnswer PRANSWER", "acceptAnswer PRANSWER", "acceptAnswer ANSWER");

    bob.answers();
    bob.receives(SipMethod.ACK);
    SipRequest bye = bob.isHungUpOn();
    assertThat(bye.to().tag()).isEqualTo(prackOfBob.to().tag());
    assertThat(bye.cSeq().number()).isGreaterThan(prackOfBob.cSeq().number());
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    carol.hangsUp();
    carol.receives(200);
  }

  @Test
  void theAnswerComesFromAnotherContactThanTheRinging() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings("Contact: <sip:proxy@edge.example>");
    bob.answers();
    assertThat(bob.receives(SipMethod.ACK).uri()).hasToString(bob.contact());
    promised(call.hangup());
    assertThat(bob.isHungUpOn().uri()).hasToString(bob.contact());
  }
}
