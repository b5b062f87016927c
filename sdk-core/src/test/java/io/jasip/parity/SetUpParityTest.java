package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.internal.call.TalkingFlow;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Group E of the parity table: what SIP.js is tested for before a call is up, and JsSIP is not. */
class SetUpParityTest extends TalkingFlow {

  private static final String[] RELIABLE = {"Require: 100rel", "RSeq: 1"};

  @Test
  @DisplayName("#62 #65 Two forks ring reliably: a PRACK each, in its own dialog")
  void twoForksRingReliably() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    carol.takesCall(invite);
    String bobsTag = bob.responds(180, RELIABLE).to().tag().orElse("");
    SipRequest bobsPrack = bob.receives(SipMethod.PRACK);
    String carolsTag = carol.responds(180, RELIABLE).to().tag().orElse("");
    SipRequest carolsPrack = carol.receives(SipMethod.PRACK);
    assertThat(bobsPrack.to().tag()).contains(bobsTag);
    assertThat(bobsPrack.uri()).hasToString(bob.contact());
    assertThat(carolsPrack.to().tag()).contains(carolsTag);
    assertThat(carolsPrack.uri()).hasToString(carol.contact());
    assertThat(carolsPrack.header("RAck")).contains("1 " + invite.cSeq());
    server.answer(bobsPrack, 200);
    server.answer(carolsPrack, 200);
    carol.answers();
    assertThat(carol.receives(SipMethod.ACK).to().tag()).contains(carolsTag);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    carol.hangsUp();
    carol.receives(200);
  }

  @Test
  @DisplayName("#65 A PRACK that is challenged is repeated with credentials")
  void aPrackThatIsChallenged() {
    aliceCalls("bob");
    bob.takesCall();
    bob.responds(180, RELIABLE);
    SipRequest first = bob.receives(SipMethod.PRACK);
    server.answer(
        first, 407, "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"");
    SipRequest second = bob.receives(SipMethod.PRACK);
    assertThat(second.cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(second.header("RAck")).isEqualTo(first.header("RAck"));
    assertThat(second.header("Proxy-Authorization")).isPresent();
    server.answer(second, 200);
    bob.answers();
    bob.receives(SipMethod.ACK);
    bobHangsUp();
  }

  @Test
  @DisplayName("#78 A call is refused once")
  void refusedTwice() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    assertThat(promised(call.reject(486))).isCompleted();
    assertThat(promised(call.reject(603))).isCompletedExceptionally();
    bob.receives(486);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.REJECTED);
  }

  @Test
  @DisplayName("#78 We hang up while the media makes our answer")
  void weHangUpWhileTheMediaMakesOurAnswer() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    media.hold(Operation.CREATE_ANSWER);
    promised(call.answer());
    assertThat(promised(call.hangup())).isCompleted();
    bob.receives(603);
    bob.acknowledgesRefusal();
    media.letGo();
    assertThat(server.unread()).as("no 200 after the refusal").isEmpty();
    assertThat(media.session().isClosed()).isTrue();
  }

  @Test
  @DisplayName("#60 An ACK whose answer the media refuses ends the call")
  void anAckWhoseAnswerTheMediaRefuses() {
    bob.callsWithoutOffer();
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    bob.receives(200);
    media.fail(Operation.ACCEPT_ANSWER, Reason.BAD_DESCRIPTION);
    bob.asks(SipMethod.ACK, 1, withSdp("sendrecv"));
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.BAD_MEDIA_DESCRIPTION);
    assertThat(call.state()).isEqualTo(CallState.ENDED);
  }

  @Test
  @DisplayName("#64 A 200 that is repeated after our BYE is acknowledged again")
  void a200AfterOurBye() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    var success = bob.answers();
    SipRequest ack = bob.receives(SipMethod.ACK);
    promised(call.hangup());
    SipRequest bye = bob.receives(SipMethod.BYE);
    server.send(success);
    assertThat(bob.receives(SipMethod.ACK)).hasToString(ack.toString());
    server.answer(bye, 200);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  @DisplayName("#84 A refusal after early media ends call and media")
  void aRefusalAfterEarlyMedia() {
    aliceCalls("bob");
    bob.takesCall();
    bob.responds(183, withSdp("sendrecv"));
    bob.refuses(486);
    assertThat(end().cause()).isEqualTo(Cause.BUSY);
    assertThat(end().established()).isFalse();
    assertThat(media.session().isClosed()).isTrue();
    assertThat(dialogs()).isZero();
  }
}
