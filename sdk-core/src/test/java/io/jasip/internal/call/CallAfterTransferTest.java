package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.Cause;
import io.jasip.TransferOptions;
import io.jasip.TransferOptions.OriginalCall;
import io.jasip.TransferProgress;
import io.jasip.TransferState;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of the calls, and of the reports, when a transfer or a call is over (RFC 5057). */
class CallAfterTransferTest extends TransferFlow {

  @Test
  @DisplayName("#110 bob agrees and hangs up: his report is still taken, and answered with 200")
  void bobLeavesFirst() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    SipRequest refer = bobAgrees();
    bobHangsUp();
    assertThat(transfer).isNotDone();
    assertThat(dialogs()).isEqualTo(1);
    bobReportsSuccess(refer);
    assertThat(transfer).isCompletedWithValueMatching(last -> last.status() == 200);
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("#110 alice hangs up without waiting for the outcome, and hears it all the same")
  void aliceLeavesFirst() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    SipRequest refer = bobAgrees();
    promised(call.hangup());
    bob.isHungUpOn();
    bobReports(refer, "terminated;reason=noresource", "SIP/2.0 404 Not Found");
    assertThat(failure(transfer).why()).isEqualTo(Cause.NOT_FOUND);
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("#110 bob agrees, hangs up, and never reports")
  void bobLeavesForGood() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    bobAgrees();
    bobHangsUp();
    time.advance(TIMEOUT);
    assertThat(transfer)
        .isCompletedWithValueMatching(last -> last.state() == TransferState.UNREPORTED);
  }

  @Test
  @DisplayName("#113 the call is kept")
  void keep() {
    Call call = aliceHasCalled();
    TransferOptions options = TransferOptions.builder().originalCall(OriginalCall.KEEP).build();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol", options));
    bobReportsSuccess(bobAgrees());
    time.advance(TIMEOUT);
    assertThat(transfer).isCompleted();
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#113 it is left to bob to hang up, but not for ever")
  void leaveToPeer() {
    Call call = aliceHasCalled();
    TransferOptions options =
        TransferOptions.builder().originalCall(OriginalCall.LEAVE_TO_PEER).build();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol", options));
    bobReportsSuccess(bobAgrees());
    assertThat(transfer).isCompleted();
    time.advance(Duration.ofSeconds(9));
    assertTalking(call);
    time.advance(Duration.ofSeconds(1));
    bob.isHungUpOn();
  }

  @Test
  @DisplayName("#113 it is left to bob to hang up, and he does")
  void peerHangsUp() {
    Call call = aliceHasCalled();
    TransferOptions options =
        TransferOptions.builder().originalCall(OriginalCall.LEAVE_TO_PEER).build();
    promised(call.transfer("carol", options));
    bobReportsSuccess(bobAgrees());
    bobHangsUp();
  }

  @Test
  @DisplayName("#110 the connection is lost before the outcome is known: the wait is bounded")
  void connectionLost() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    bobAgrees();
    server.drop();
    assertTalking(call);
    time.advance(Duration.ofSeconds(2));
    agreesToReinvite("sendrecv");
    time.advance(TIMEOUT);
    assertThat(failure(transfer).why()).isEqualTo(Cause.REQUEST_TIMEOUT);
  }

  @Test
  @DisplayName("#110 the connection is lost before bob has answered the REFER")
  void connectionLostAtOnce() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    bob.receives(SipMethod.REFER);
    server.drop();
    assertThat(failure(transfer).why()).isEqualTo(Cause.CONNECTION_ERROR);
    assertTalking(call);
  }

  @Test
  @DisplayName("#110 alice stops before the outcome is known")
  void stopped() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    bobAgrees();
    promised(alice.stop());
    bob.isHungUpOn();
    assertThat(failure(transfer).why()).isEqualTo(Cause.STOPPED);
  }
}
