package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.internal.call.TalkingFlow;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.FakeMediaEngine.Operation;
import io.jasip.testkit.Sdp;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes wrong in JsSIP 3.13.8 while a call comes about, and does not in JaSIP. */
class DefectsOfSetUpTest extends TalkingFlow {

  @Test
  @DisplayName("D-1 A 200 that crosses the CANCEL is acknowledged and hung up")
  void a200CrossesTheCancel() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    promised(call.hangup());
    SipRequest cancel = bob.receives(SipMethod.CANCEL);
    SipResponse success = bob.answers();
    server.answer(cancel, 200);
    SipRequest ack = bob.receives(SipMethod.ACK);
    assertThat(ack.uri()).hasToString(bob.contact());
    assertThat(bob.isHungUpOn().to().tag()).isEqualTo(success.to().tag());
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
    assertThat(end().established()).isFalse();
  }

  @Test
  @DisplayName("D-2 Of two forks that answer, the second is hung up and the first keeps the call")
  void twoForksAnswer() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    carol.takesCall(invite);
    bob.answers();
    bob.receives(SipMethod.ACK);
    SipResponse second = carol.answers();
    assertThat(carol.receives(SipMethod.ACK).to().tag()).isEqualTo(second.to().tag());
    assertThat(carol.isHungUpOn().to().tag()).isEqualTo(second.to().tag());
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bob.asks(SipMethod.OPTIONS);
    assertThat(bob.receives(200)).as("bob's dialog is alive").isNotNull();
    bobHangsUp();
  }

  @Test
  @DisplayName("D-3 A connection that breaks while it rings is told as that")
  void theConnectionBreaksWhileItRings() {
    aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    server.drop();
    assertThat(end().cause()).isEqualTo(Cause.CONNECTION_ERROR);
    assertThat(end().originator()).isEqualTo(Originator.SYSTEM);
  }

  @Test
  @DisplayName("D-3 An INVITE that nobody answers is told as a timeout")
  void nobodyAnswersTheInvite() {
    aliceCalls("bob");
    bob.takesCall();
    time.advance(TIMEOUT);
    assertThat(end().cause()).isEqualTo(Cause.REQUEST_TIMEOUT);
    assertThat(end().originator()).isEqualTo(Originator.SYSTEM);
  }

  @Test
  @DisplayName("D-7 After a 200 without SDP neither call nor media is left")
  void a200WithoutSdp() {
    aliceCalls("bob");
    bob.takesCall();
    bob.responds(200);
    bob.receives(SipMethod.ACK);
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.MISSING_SDP);
    assertThat(media.session().isClosed()).isTrue();
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("D-7 After a 200 with SDP that the media refuses neither call nor media is left")
  void a200WithBadSdp() {
    media.fail(Operation.ACCEPT_ANSWER, Reason.BAD_DESCRIPTION);
    aliceCalls("bob");
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.BAD_MEDIA_DESCRIPTION);
    assertThat(media.session().isClosed()).isTrue();
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("D-12 A 200 that is repeated is the same to the last byte")
  void ourRepeated200() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    SipBody ticket = SipBody.of("application/json", "{\"ticket\":4711}");
    promised(call.answer(CallOptions.builder().header("X-Ticket", "4711").part(ticket).build()));
    SipResponse first = bob.receives(200);
    assertThat(first.header("X-Ticket")).contains("4711");
    assertThat(first.contentType()).isEqualTo("multipart/mixed");
    assertThat(first.bodyText()).contains("{\"ticket\":4711}");
    time.advance(Duration.ofMillis(500));
    SipResponse second = bob.receives(200);
    assertThat(second).hasToString(first.toString());
    assertThat(second.body()).isEqualTo(first.body());
    bob.acknowledges();
    bobHangsUp();
  }

  @Test
  @DisplayName("D-13 A second 183 with other SDP is told and reaches the media")
  void twoForetastes() {
    aliceCalls("bob");
    bob.takesCall();
    bob.responds(183, withSdp("sendrecv"));
    bob.responds(183, withSdp("sendonly"));
    assertThat(callHears.all(CallProgressEvent.class)).hasSize(2);
    assertThat(media.session().operations())
        .containsExactly("createOffer", "acceptAnswer PRANSWER", "acceptAnswer PRANSWER");
    assertThat(media.session().remoteDescription()).contains("a=sendonly");
    bob.answers();
    bob.receives(SipMethod.ACK);
    bobHangsUp();
  }

  @Test
  @DisplayName("D-15 The ACK of an INVITE with credentials has them too")
  void theAckHasTheCredentials() {
    aliceCalls("bob");
    server.answer(
        server.receive(SipMethod.INVITE),
        407,
        "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"");
    server.receive(SipMethod.ACK);
    SipRequest invite = bob.takesCall();
    bob.answers();
    assertThat(bob.receives(SipMethod.ACK).header("Proxy-Authorization"))
        .isPresent()
        .isEqualTo(invite.header("Proxy-Authorization"));
    bobHangsUp();
  }

  @Test
  @DisplayName("D-19 SDP whose Content-Type has parameters is SDP")
  void contentTypeWithParameters() {
    bob.callsWithoutOffer(
        "Content-Type: Application/SDP;charset=utf-8",
        "",
        Sdp.audio("bob", 1, 1, "sendrecv").stripTrailing());
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    bob.receives(200);
    assertThat(media.session().operations()).containsExactly("createAnswer");
    bob.acknowledges();
    bobHangsUp();
  }

  @Test
  @DisplayName("D-23 A BYE while we are answering ends the call")
  void aByeWhileWeAreAnswering() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    media.hold(Operation.CREATE_ANSWER);
    promised(call.answer());
    bob.hangsUp();
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.BYE);
    assertThat(bob.receives(487).cSeq().method()).isEqualTo(SipMethod.INVITE);
    bob.acknowledgesRefusal();
    assertThat(end().originator()).isEqualTo(Originator.REMOTE);
    assertThat(call.answered()).isCompletedExceptionally();
  }

  @Test
  @DisplayName("D-23 A BYE of a callee who has not answered is not refused")
  void aByeOfACalleeWhoHasNotAnswered() {
    aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    bob.hangsUp();
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.BYE);
    bob.refuses(487);
    assertThat(end().originator()).isEqualTo(Originator.REMOTE);
  }

  @Test
  @DisplayName("D-26 An INVITE that is cancelled and never answered is given up")
  void cancelledAndNeverAnswered() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    promised(call.hangup());
    server.answer(bob.receives(SipMethod.CANCEL), 200);
    time.advance(TIMEOUT.minusMillis(1));
    assertThat(call.state()).isEqualTo(CallState.CANCELLING);
    time.advance(Duration.ofMillis(1));
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
    assertThat(transactions()).isZero();
  }
}
