package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bob calls alice (RFC 3261 section 13.3). */
class IncomingCallTest extends UserAgentFlow {

  @Test
  void aliceAnswersAndBobHangsUp() {
    SipRequest invite = bob.calls();
    SipResponse ringing = bob.receives(180);
    assertThat(ringing.to().tag()).isPresent();
    Call call = incoming();
    assertThat(call.direction()).isEqualTo(Call.Direction.INCOMING);
    assertThat(call.id()).isEqualTo(invite.callId());
    assertThat(call.remote()).hasToString("\"bob\" <sip:bob@pbx.example>");

    promised(call.answer());
    SipResponse success = bob.receives(200);
    assertThat(success.to()).isEqualTo(ringing.to());
    assertThat(success.contentType()).isEqualTo("application/sdp");
    assertThat(success.header("Contact")).isPresent();
    assertThat(media.session().remoteDescription()).isEqualTo(invite.bodyText());
    assertThat(call.state()).isEqualTo(CallState.ACCEPTED);
    assertThat(call.answered()).isNotDone();
    bob.acknowledges();
    assertThat(call.answered()).isCompletedWithValue(call);

    bob.hangsUp();
    bob.receives(200);
    assertThat(callHears.lines())
        .containsExactly("ANSWERING", "ACCEPTED", "ESTABLISHED", "ENDED", "ended BYE by REMOTE");
  }

  @Test
  void aliceAnswersAndHangsUp() {
    Call call = ringing();
    promised(call.answer());
    bob.receives(200);
    bob.acknowledges();
    promised(call.hangup());
    SipRequest bye = bob.isHungUpOn();
    assertThat(bye.uri()).hasToString(bob.contact());
    assertThat(bye.from().tag()).isPresent();
    assertThat(bye.to().tag()).isEqualTo(bob.invite().from().tag());
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(end().originator()).isEqualTo(Originator.LOCAL);
  }

  @Test
  void aByeOfAliceWaitsForTheAck() {
    Call call = ringing();
    promised(call.answer());
    bob.receives(200);
    promised(call.hangup());
    assertThat(server.unread()).as("RFC 3261 section 15").isEmpty();
    assertThat(media.openSessions()).as("nobody is heard meanwhile").isZero();
    bob.acknowledges();
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void aByeOfAliceDoesNotWaitForEver() {
    Call call = ringing();
    promised(call.answer());
    promised(call.hangup());
    time.advance(TIMEOUT.minusMillis(1));
    assertThat(server.receiveAll()).containsOnly("200 INVITE");
    time.advance(Duration.ofMillis(1));
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(end().established()).isFalse();
  }

  @Test
  void aliceIsBusy() {
    Call call = ringing();
    promised(call.reject(StatusCode.BUSY_HERE));
    bob.receives(486);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.REJECTED);
    assertThat(end().originator()).isEqualTo(Originator.LOCAL);
    assertThatThrownBy(() -> call.reject(200)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theMediaOfAliceCarriesNoMoreCalls() {
    Call call = ringing();
    media.fail(Operation.CREATE_ANSWER, Reason.TOO_MANY_SESSIONS);
    promised(call.answer());
    bob.receives(486);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.MEDIA_ERROR);
  }

  @Test
  void aliceHangsUpInsteadOfAnswering() {
    Call call = ringing();
    assertThat(promised(call.hangup())).isCompleted();
    bob.receives(603);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.REJECTED);
  }

  @Test
  void aRefusalThatIsNotAcknowledgedIsForgotten() {
    Call call = ringing();
    promised(call.reject(StatusCode.BUSY_HERE));
    bob.receives(486);
    assertThat(transactions()).isEqualTo(1);
    time.advance(TIMEOUT);
    assertThat(transactions()).isZero();
  }

  @Test
  void bobGivesUp() {
    ringing();
    bob.cancels();
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.CANCEL);
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
    assertThat(end().originator()).isEqualTo(Originator.REMOTE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SIP;cause=200;text=\"Call completed elsewhere\" | ANSWERED_ELSEWHERE",
        "sip ; Cause = 200                              | ANSWERED_ELSEWHERE",
        "Q.850;cause=26, SIP;cause=200                  | ANSWERED_ELSEWHERE",
        "SIP;cause=600;text=\"Busy Everywhere\"          | CANCELED",
        "SIP;cause=2000                                 | CANCELED",
        "Q.850;cause=200                                | CANCELED"
      })
  void bobTellsWhyHeGivesUp(String reason, Cause cause) {
    ringing();
    bob.cancels("Reason: " + reason);
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(cause);
    assertThat(end().originator()).isEqualTo(Originator.REMOTE);
  }

  @Test
  void bobGivesUpWhileAliceAnswers() {
    media.hold(Operation.CREATE_ANSWER);
    Call call = ringing();
    var answering = promised(call.answer());
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
    media.letGo();
    assertThat(answering).isCompletedExceptionally();
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
  }

  @Test
  void bobGivesUpTooLate() {
    Call call = ringing();
    promised(call.answer());
    bob.receives(200);
    bob.cancels();
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.CANCEL);
    bob.acknowledges();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  void bobHangsUpBeforeAliceAnswers() {
    ringing();
    bob.hangsUp();
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.BYE);
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(end().established()).isFalse();
  }

  @Test
  void bobNeverAcknowledges() {
    Call call = ringing();
    var answering = promised(call.answer());
    time.advance(TIMEOUT.minusMillis(1));
    assertThat(server.receiveAll())
        .as("at 0, 0.5, 1.5, 3.5, 7.5 s and every 4 s (RFC 3261 section 13.3.1.4)")
        .hasSize(11)
        .containsOnly("200 INVITE");
    assertThat(call.state()).isEqualTo(CallState.ACCEPTED);
    time.advance(Duration.ofMillis(1));
    bob.isHungUpOn();
    assertThat(answering).isCompletedExceptionally();
    assertThat(end().cause()).isEqualTo(Cause.NO_ACK);
    assertThat(end().established()).isFalse();
  }

  @Test
  void the200IsRepeatedUntilItsAckComes() {
    Call call = ringing();
    promised(call.answer());
    time.advance(Duration.ofSeconds(2));
    bob.receives(200);
    bob.receives(200);
    bob.receives(200);
    bob.acknowledges();
    time.advance(TIMEOUT);
    assertThat(server.unread()).isEmpty();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  void theAckOfAnOldPeerHasTheBranchOfItsInvite() {
    Call call = ringing();
    promised(call.answer());
    bob.receives(200);
    bob.acknowledgesRefusal();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  @DisplayName("#85 a caller who asks for an automatic answer gets none unless that is wanted")
  void noAutomaticAnswer() {
    bob.calls("Call-Info: <sip:pbx.example>;answer-after=0", "Answer-Mode: Auto");
    bob.receives(180);
    time.advance(Duration.ofSeconds(5));
    assertThat(server.unread()).isEmpty();
    assertThat(incoming().state()).isEqualTo(CallState.INCOMING);
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
  }

  @Test
  void aliceDoesNotHearIt() {
    ringing();
    time.advance(alice.config().calls().ringTimeout());
    bob.receives(480);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.NO_ANSWER);
    assertThat(end().originator()).isEqualTo(Originator.SYSTEM);
  }

  @Test
  void anAnswerStopsTheRingTimeout() {
    Call call = ringing();
    promised(call.answer());
    bob.receives(200);
    bob.acknowledges();
    time.advance(alice.config().calls().ringTimeout().multipliedBy(2));
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  void aliceAnswersTwice() {
    Call call = ringing();
    promised(call.answer());
    assertThat(promised(call.answer())).isCompletedExceptionally();
    bob.receives(200);
    bob.acknowledges();
    bob.hangsUp();
    bob.receives(200);
  }

  private Call ringing() {
    bob.calls();
    bob.receives(180);
    return incoming();
  }

  @Test
  void aReasonThatIsNoLine() {
    Call call = ringing();
    assertThatThrownBy(() -> call.progress(182, "In the\r\nqueue", SipHeaders.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reason");
    promised(call.reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
  }
}
