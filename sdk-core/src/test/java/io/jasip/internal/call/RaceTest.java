package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import org.junit.jupiter.api.Test;

/** Things that cross on their way, and several calls at a time (RFC 5407 calls these races). */
class RaceTest extends CallStates {

  @Test
  void aliceGivesUpAndBothForksAnswer() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    carol.takesCall(invite);
    bob.rings();
    carol.rings();
    promised(call.hangup());
    server.answer(bob.receives(SipMethod.CANCEL), 200);
    bob.answers();
    bob.receives(SipMethod.ACK);
    SipRequest bobsBye = bob.receives(SipMethod.BYE);
    SipResponse second = carol.answers();
    carol.receives(SipMethod.ACK);
    assertThat(carol.isHungUpOn().to().tag()).isEqualTo(second.to().tag());
    assertThat(call.state()).isEqualTo(CallState.ENDING);
    server.answer(bobsBye, 200);
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
  }

  @Test
  void aForkAnswersAfterTheCallIsOver() {
    aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    carol.takesCall(invite);
    bob.answers();
    bob.receives(SipMethod.ACK);
    bob.hangsUp();
    bob.receives(200);
    carol.answers();
    carol.receives(SipMethod.ACK);
    carol.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void bobsByeOvertakesHisAck() {
    Call call = callIn(CallState.ACCEPTED);
    bob.hangsUp();
    bob.receives(200);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(call.answered()).isCompletedExceptionally();
    bob.acknowledges();
    time.advance(TIMEOUT);
    assertThat(server.unread()).as("the 200 is not repeated").isEmpty();
  }

  @Test
  void bobsCancelHasAnotherBranch() {
    Call call = callIn(CallState.INCOMING);
    SipRequest other = server.request(SipMethod.CANCEL);
    assertThat(server.receive(481).via()).isEqualTo(other.via());
    assertThat(call.state()).isEqualTo(CallState.INCOMING);
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
  }

  @Test
  void theServerEndsTheInviteUnasked() {
    aliceCalls("bob");
    bob.takesCall();
    bob.refuses(487);
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
    assertThat(end().originator()).isEqualTo(Originator.REMOTE);
  }

  @Test
  void aliceAnswersTheMomentBobGivesUp() {
    Call call = callIn(CallState.INCOMING);
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(promised(call.answer())).isCompletedExceptionally();
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
  }

  @Test
  void carolCallsWhileAliceTalksWithBob() {
    Call withBob = callIn(CallState.ESTABLISHED);
    carol.calls();
    carol.receives(180);
    Call withCarol = aliceHears.only(Call.class);
    promised(withCarol.answer());
    carol.receives(200);
    carol.acknowledges();
    assertThat(withCarol.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(dialogs()).isEqualTo(2);
    assertThat(media.openSessions()).isEqualTo(2);
    promised(withBob.hangup());
    bob.isHungUpOn();
    assertThat(withCarol.state()).isEqualTo(CallState.ESTABLISHED);
    carol.hangsUp();
    carol.receives(200);
    assertThat(promised(withCarol.ended()).join().cause()).isEqualTo(Cause.BYE);
  }
}
