package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.HoldState;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice calls without an offer; bob makes it in his answer (RFC 3261 section 13.2.1). */
class LateOfferTest extends TalkingFlow {

  private Call aliceCallsWithoutOffer() {
    CallOptions options = CallOptions.builder().withoutOffer(true).listener(callHears).build();
    Call call = alice.call("bob", options);
    promised(call.ended());
    return call;
  }

  @Test
  @DisplayName("#59 INVITE without an offer")
  void theAckHoldsTheAnswer() {
    Call call = aliceCallsWithoutOffer();
    SipRequest invite = bob.takesCall();
    assertThat(invite.hasBody()).isFalse();
    assertThat(invite.headers().tokens("Supported")).doesNotContain("100rel");
    bob.rings();
    bob.answers();
    SipRequest ack = bob.receives(SipMethod.ACK);
    assertThat(ack.contentType()).isEqualTo("application/sdp");
    assertThat(ack.bodyText()).contains("m=audio");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(media.session().operations()).containsExactly("createAnswer");
    bobHangsUp();
  }

  @Test
  void aRepeatedAnswerGetsTheSameAck() {
    aliceCallsWithoutOffer();
    bob.takesCall();
    bob.answers();
    SipRequest ack = bob.receives(SipMethod.ACK);
    bob.answers();
    assertThat(bob.receives(SipMethod.ACK).bodyText()).isEqualTo(ack.bodyText());
    bobHangsUp();
  }

  @Test
  void descriptionsBeforeTheAnswerAreNotTheOffer() {
    aliceCallsWithoutOffer();
    bob.takesCall();
    bob.responds(183, withSdp("sendrecv"));
    assertThat(media.sessions()).isEmpty();
    bob.answers();
    bob.receives(SipMethod.ACK);
    bobHangsUp();
  }

  @Test
  void holdAfterwards() {
    Call call = aliceCallsWithoutOffer();
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    call.hold();
    agreesToReinvite("recvonly");
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
  }

  @Test
  void bobMakesNoOfferEither() {
    aliceCallsWithoutOffer();
    bob.takesCall();
    bob.responds(200);
    assertThat(bob.receives(SipMethod.ACK).hasBody()).isFalse();
    server.answer(bob.receives(SipMethod.BYE), 200);
    assertThat(end().cause()).isEqualTo(Cause.MISSING_SDP);
  }

  @Test
  void theMediaCannotTakeBobsOffer() {
    aliceCallsWithoutOffer();
    bob.takesCall();
    media.fail(Operation.CREATE_ANSWER, Reason.BAD_DESCRIPTION);
    bob.answers();
    assertThat(bob.receives(SipMethod.ACK).hasBody()).isFalse();
    server.answer(bob.receives(SipMethod.BYE), 200);
    assertThat(end().cause()).isEqualTo(Cause.BAD_MEDIA_DESCRIPTION);
  }
}
