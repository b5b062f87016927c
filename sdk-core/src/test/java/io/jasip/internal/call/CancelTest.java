package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import org.junit.jupiter.api.Test;

/** Alice calls bob and changes her mind before he answers (RFC 3261 section 9.1). */
class CancelTest extends UserAgentFlow {

  @Test
  void beforeTheInviteWasSent() {
    media.hold(Operation.CREATE_OFFER);
    Call call = aliceCalls("bob");
    assertThat(promised(call.hangup())).isCompleted();
    media.letGo();
    assertThat(server.unread()).isEmpty();
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
  }

  @Test
  void beforeAnyResponseTheCancelWaitsForOne() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    promised(call.hangup());
    assertThat(call.state()).isEqualTo(CallState.CANCELLING);
    assertThat(server.unread()).isEmpty();
    bob.rings();
    SipRequest cancel = bob.receives(SipMethod.CANCEL);
    assertThat(cancel.uri()).isEqualTo(invite.uri());
    assertThat(cancel.via()).isEqualTo(invite.via());
    assertThat(cancel.cSeq().number()).isEqualTo(invite.cSeq().number());
    server.answer(cancel, 200);
    bob.refuses(487);
    assertCanceled();
  }

  @Test
  void beforeAnyResponseAndThereIsNone() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    promised(call.hangup());
    time.advance(TIMEOUT);
    assertCanceled();
  }

  @Test
  void whileItRings() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    promised(call.hangup());
    SipRequest cancel = bob.receives(SipMethod.CANCEL);
    promised(call.hangup());
    assertThat(server.unread()).as("a second hangup() sends nothing").isEmpty();
    server.answer(cancel, 200);
    bob.rings();
    bob.refuses(487);
    assertCanceled();
    assertThat(end().status()).isZero();
  }

  @Test
  void whileBobPicksUp() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    promised(call.hangup());
    SipRequest cancel = bob.receives(SipMethod.CANCEL);
    bob.answers();
    server.answer(cancel, 481);
    bob.receives(SipMethod.ACK);
    bob.isHungUpOn();
    assertCanceled();
    assertThat(call.answered()).isCompletedExceptionally();
  }

  @Test
  void whileTheServerAsksForAPassword() {
    Call call = aliceCalls("bob");
    SipRequest invite = server.receive(SipMethod.INVITE);
    promised(call.hangup());
    server.answer(
        invite, 407, "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"");
    server.receive(SipMethod.ACK);
    assertThat(server.unread()).as("nobody wants the call any more").isEmpty();
    assertCanceled();
  }

  @Test
  void andTheServerForgetsTheInvite() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    promised(call.hangup());
    server.answer(bob.receives(SipMethod.CANCEL), 200);
    time.advance(TIMEOUT);
    assertCanceled();
  }

  @Test
  void andBobAnswersLongAfterwards() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    promised(call.hangup());
    server.answer(bob.receives(SipMethod.CANCEL), 200);
    time.advance(TIMEOUT);
    assertCanceled();
    bob.answers();
    assertThat(server.unread()).as("the INVITE is forgotten (RFC 3261 section 9.1)").isEmpty();
    bob.hangsUp();
    bob.receives(481);
  }

  private void assertCanceled() {
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
    assertThat(end().originator()).isEqualTo(Originator.LOCAL);
    assertThat(end().established()).isFalse();
  }
}
