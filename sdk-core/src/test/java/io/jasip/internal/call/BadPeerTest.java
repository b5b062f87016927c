package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bob or the server do what they should not. Alice's calls come to an end all the same. */
class BadPeerTest extends CallStates {

  @ParameterizedTest
  @ValueSource(strings = {"Contact: <sip:", "Contact: nonsense<>", "Record-Route: <sip:"})
  void a200ThatMakesNoDialog(String line) {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.responds(200, line);
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(end().cause()).isEqualTo(Cause.DIALOG_ERROR);
    assertThat(end().established()).isFalse();
    bob.hangsUp();
    bob.receives(481);
  }

  @Test
  void a200WithoutATagIsThatOfAnOldPeer() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    String sdp = bob.sdp();
    server.send(
        new ResponseBuilder(invite, 200, "")
            .header("Contact", "<" + bob.contact() + ">")
            .body("application/sdp", sdp)
            .build());
    bob.receives(SipMethod.ACK);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    promised(call.hangup());
    bob.isHungUpOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Contact: <sip:", "Record-Route: <sip:"})
  void anInviteThatMakesNoDialog(String line) {
    bob.calls(line);
    bob.receives(400);
    bob.acknowledgesRefusal();
    assertThat(aliceHears.lines()).isEmpty();
  }

  @Test
  void aReinviteWithAContactThatNobodyCanRead() {
    Call call = callIn(CallState.ESTABLISHED);
    bob.reinvites("Contact: <sip:");
    bob.receives(400);
    bob.acknowledgesRefusal();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    promised(call.hangup());
    bob.isHungUpOn();
  }

  @Test
  void theServerAsksForAPasswordToHangUp() {
    Call call = callIn(CallState.ESTABLISHED);
    promised(call.hangup());
    SipRequest bye = bob.receives(SipMethod.BYE);
    server.answer(bye, 401, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"");
    assertThat(call.state()).isEqualTo(CallState.ENDING);
    SipRequest again = bob.isHungUpOn();
    assertThat(again.cSeq().number()).isEqualTo(bye.cSeq().number() + 1);
    assertThat(again.header("Authorization")).isPresent();
    assertThat(again.to()).isEqualTo(bye.to());
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void theCancelHasTheBranchOfTheInviteThatTheServerWorksOn() {
    Call call = aliceCalls("bob");
    server.answer(
        server.receive(SipMethod.INVITE),
        407,
        "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"");
    server.receive(SipMethod.ACK);
    SipRequest second = bob.takesCall();
    promised(call.hangup());
    assertThat(server.unread()).as("the second INVITE has no response yet").isEmpty();
    bob.rings();
    SipRequest cancel = bob.receives(SipMethod.CANCEL);
    assertThat(cancel.via()).isEqualTo(second.via());
    assertThat(cancel.cSeq().number()).isEqualTo(second.cSeq().number());
    server.answer(cancel, 200);
    bob.refuses(487);
  }

  @Test
  void theServerAnswersNeitherCancelNorInvite() {
    Call call = callIn(CallState.CANCELLING);
    time.advance(TIMEOUT);
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
  }

  @Test
  void responsesComeInTheWrongOrder() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    bob.rings();
    bob.responds(486);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bob.hangsUp();
    bob.receives(200);
    assertThat(callHears.lines()).doesNotContain("progress 180", "PROCEEDING");
  }
}
