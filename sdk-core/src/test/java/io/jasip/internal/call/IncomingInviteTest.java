package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.Cause;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.CoreHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.Via;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is in bob's INVITE, and how often it comes (RFC 3261 sections 8.2.2 and 13.3). */
class IncomingInviteTest extends UserAgentFlow {

  @Test
  void aliceHasNoAnswerToTheOffer() {
    media.fail(Operation.CREATE_ANSWER, Reason.BAD_DESCRIPTION);
    Call call = ringing();
    assertThat(promised(call.answer())).isCompletedExceptionally();
    bob.receives(488);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.BAD_MEDIA_DESCRIPTION);
  }

  @Test
  void aliceHasNoMicrophone() {
    media.fail(Operation.CREATE_ANSWER, Reason.AUDIO_DEVICE);
    Call call = ringing();
    assertThat(promised(call.answer())).isCompletedExceptionally();
    bob.receives(500);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.MEDIA_ERROR);
  }

  @Test
  void theInviteHasNoOffer() {
    bob.callsWithoutOffer();
    bob.receives(180);
    Call call = incoming();
    CompletableFuture<Call> answered = promised(call.answer());
    assertThat(bob.receives(200).bodyText()).as("our offer").contains("a=sendrecv");
    bob.asks(SipMethod.ACK, 1, "Content-Type: application/sdp", "", bob.sdp().stripTrailing());
    assertThat(answered).isCompleted();
    assertThat(media.session().operations()).containsExactly("createOffer", "acceptAnswer ANSWER");
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  void theInviteHasNoOfferAndItsAckNoAnswer() {
    bob.callsWithoutOffer();
    bob.receives(180);
    Call call = incoming();
    CompletableFuture<Call> answered = promised(call.answer());
    bob.receives(200);
    bob.acknowledges();
    bob.isHungUpOn();
    assertThat(answered).isCompletedExceptionally();
    assertThat(end().cause()).isEqualTo(Cause.MISSING_SDP);
  }

  @Test
  void theInviteComesTwice() {
    SipRequest invite = bob.calls();
    bob.receives(180);
    server.send(invite);
    bob.receives(180);
    assertThat(aliceHears.all(Call.class)).hasSize(1);
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    server.send(invite);
    bob.receives(487);
    bob.acknowledgesRefusal();
  }

  @Test
  void theInviteComesByTwoWays() {
    SipRequest invite = bob.calls();
    bob.receives(180);
    server.send(
        new SipRequest(
            invite.method(),
            invite.uri(),
            new CoreHeaders(
                List.of(
                    new Via(
                        "WSS",
                        "pbx.example",
                        invite.via().parameters().with("branch", "z9hG4bKother"))),
                invite.from(),
                invite.to(),
                invite.callId(),
                invite.cSeq()),
            invite.headers().toBuilder()
                .set("Via", "SIP/2.0/WSS pbx.example;branch=z9hG4bKother")
                .build(),
            invite.body()));
    bob.receives(482);
    assertThat(aliceHears.all(Call.class)).as("RFC 3261 section 8.2.2.2").hasSize(1);
    Call call = incoming();
    promised(call.reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
  }

  @Test
  void theInviteDemandsWhatAliceDoesNotKnow() {
    bob.calls("Require: levitation");
    assertThat(bob.receives(420).header("Unsupported")).contains("levitation");
    bob.acknowledgesRefusal();
    assertThat(aliceHears.lines()).isEmpty();
  }

  private Call ringing() {
    bob.calls();
    bob.receives(180);
    return incoming();
  }
}
