package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.TransferOptions;
import io.jasip.TransferOptions.OriginalCall;
import io.jasip.TransferOptions.Unanswered;
import io.jasip.TransferProgress;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice connects bob with carol, to whom she talks (RFC 5589 section 7, RFC 3891). */
class AttendedTransferTest extends TransferFlow {

  /** The Refer-To for carol's phone, with the tags as carol has them. */
  private static String referTo(String callId, String carolsTag, String alicesTag) {
    return "<sip:carol@phone.example;transport=ws?Replaces="
        + callId
        + "%3Bto-tag%3D"
        + carolsTag
        + "%3Bfrom-tag%3D"
        + alicesTag
        + ">";
  }

  @Test
  @DisplayName("#111 #113 alice has called both; both her calls end")
  void outgoing() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceHasCalledCarol();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    SipRequest refer = bobAgrees();
    SipRequest invite = carol.invite();
    assertThat(refer.header("Refer-To"))
        .contains(referTo(invite.callId(), carolsTag, invite.from().tag().orElse("")));
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    carol.isHungUpOn();
    assertThat(transfer).isCompleted();
    assertThat(carolsCallHears.only(CallEndedEvent.class).cause()).isEqualTo(Cause.TRANSFERRED);
  }

  @Test
  @DisplayName("#111 D-8 both have called alice: the tags are not the wrong way round")
  void bothIncoming() {
    Call withBob = bobHasCalled();
    carol.calls();
    carol.receives(180);
    Call withCarol = aliceHears.all(Call.class).get(1);
    withCarol.addListener(carolsCallHears);
    promised(withCarol.answer());
    String alicesTag = carol.receives(200).to().tag().orElse("");
    SipRequest invite = carol.acknowledges();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    SipRequest refer = bobAgrees();
    assertThat(refer.header("Refer-To"))
        .contains(referTo(invite.callId(), invite.from().tag().orElse(""), alicesTag));
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    carol.isHungUpOn();
    assertThat(transfer).isCompleted();
  }

  @Test
  @DisplayName("#111 carol, who was replaced, hangs up first")
  void carolHangsUpFirst() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceHasCalledCarol();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    SipRequest refer = bobAgrees();
    carol.hangsUp();
    carol.receives(200);
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    assertThat(transfer).isCompleted();
  }

  @Test
  @DisplayName("#111 the transfer fails: both calls go on")
  void failed() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceHasCalledCarol();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    bobReports(bobAgrees(), "terminated", "SIP/2.0 481 Call/Transaction Does Not Exist");
    assertThat(failure(transfer).status()).isEqualTo(481);
    assertTalking(withBob);
    assertTalking(withCarol);
    carol.hangsUp();
    carol.receives(200);
    bobHangsUp();
  }

  @Test
  @DisplayName("#113 both calls are kept")
  void keep() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceHasCalledCarol();
    TransferOptions options = TransferOptions.builder().originalCall(OriginalCall.KEEP).build();
    promised(withBob.transfer(withCarol, options));
    bobReportsSuccess(bobAgrees());
    assertTalking(withBob);
    assertTalking(withCarol);
    carol.hangsUp();
    carol.receives(200);
    bobHangsUp();
  }

  @Test
  @DisplayName("#112 carol's phone rings: the transfer waits for her")
  void ringing() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceCallsCarol();
    carol.rings();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    assertThat(server.unread()).isEmpty();
    carol.answers();
    carol.receives(SipMethod.ACK);
    SipRequest refer = bobAgrees();
    assertThat(refer.header("Refer-To").orElse("")).contains("?Replaces=" + withCarol.id());
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    carol.isHungUpOn();
    assertThat(transfer).isCompleted();
  }

  @Test
  @DisplayName("#112 carol's phone rings, and she declines")
  void ringingDeclined() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceCallsCarol();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    carol.refuses(486);
    assertThat(failure(transfer).why()).isEqualTo(Cause.BUSY);
    assertTalking(withBob);
    bobHangsUp();
  }

  @Test
  @DisplayName("#112 carol's phone rings: alice withdraws, and bob calls her himself")
  void ringingBlind() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceCallsCarol();
    carol.rings();
    TransferOptions options = TransferOptions.builder().unanswered(Unanswered.BLIND).build();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol, options));
    server.answer(carol.receives(SipMethod.CANCEL), 200);
    carol.refuses(487);
    assertThat(withCarol.state()).isEqualTo(CallState.ENDED);
    assertThat(carolsCallHears.only(CallEndedEvent.class).cause()).isEqualTo(Cause.TRANSFERRED);
    SipRequest refer = bobAgrees();
    assertThat(refer.header("Refer-To")).contains("<sip:carol@pbx.example>");
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    assertThat(transfer).isCompleted();
  }

  @Test
  @DisplayName("#112 bob hangs up while carol's phone rings")
  void bobLeaves() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceCallsCarol();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    bobHangsUp();
    assertThat(failure(transfer).why()).isEqualTo(Cause.BYE);
    carol.answers();
    carol.receives(SipMethod.ACK);
    assertTalking(withCarol);
    carol.hangsUp();
    carol.receives(200);
  }

  @Test
  @DisplayName("#112 the other call is over already")
  void otherIsOver() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceHasCalledCarol();
    carol.hangsUp();
    carol.receives(200);
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    assertThat(failure(transfer)).hasMessageContaining("over");
    bobHangsUp();
  }

  @Test
  @DisplayName("#112 an incoming call that rings here cannot be withdrawn")
  void incomingRings() {
    Call withBob = aliceHasCalled();
    carol.calls();
    carol.receives(180);
    Call withCarol = aliceHears.only(Call.class);
    TransferOptions options = TransferOptions.builder().unanswered(Unanswered.BLIND).build();
    assertThat(catchThrowable(() -> promised(withBob.transfer(withCarol, options)).join()))
        .hasCauseInstanceOf(IllegalStateException.class);
    promised(withCarol.reject(486));
    carol.receives(486);
    carol.acknowledgesRefusal();
    bobHangsUp();
  }

  @Test
  @DisplayName("#111 a call is not transferred to itself")
  void itself() {
    Call call = aliceHasCalled();
    assertThatIllegalArgumentException().isThrownBy(() -> call.transfer(call));
    bobHangsUp();
  }

  @Test
  @DisplayName("#112 carol's phone rang; she hangs up for bob before he reports")
  void ringingAndCarolHangsUpFirst() {
    Call withBob = aliceHasCalled();
    Call withCarol = aliceCallsCarol();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withCarol));
    carol.answers();
    carol.receives(SipMethod.ACK);
    SipRequest refer = bobAgrees();
    carolHangsUp();
    assertThat(transfer).as("that carol's call ends is what Replaces does").isNotDone();
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    assertThat(transfer).isCompleted();
  }
}
