package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jasip.Call;
import io.jasip.Cause;
import io.jasip.HoldState;
import io.jasip.TransferFailedException;
import io.jasip.TransferOptions;
import io.jasip.TransferProgress;
import io.jasip.TransferState;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice sends bob to carol without asking her (RFC 5589 section 6, RFC 3515). */
class BlindTransferTest extends TransferFlow {

  @Test
  @DisplayName("#110 #113 D-28 bob reports until carol has answered, then alice hangs up")
  void success() {
    Call call = aliceHasCalled();
    List<String> heard = new ArrayList<>();
    TransferOptions options =
        TransferOptions.builder()
            .header("X-Ticket", "7")
            .listener(step -> heard.add(step.state() + " " + step.status()))
            .build();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol", options));
    SipRequest refer = bob.receives(SipMethod.REFER);
    assertThat(refer.header("Refer-To")).contains("<sip:carol@pbx.example>");
    assertThat(refer.header("Referred-By")).contains("<sip:alice@pbx.example>");
    assertThat(refer.header("X-Ticket")).contains("7");
    assertThat(refer.header("Refer-Sub")).isEmpty();
    assertThat(refer.header("Contact")).isPresent();
    server.answer(refer, 202, "Contact: <sip:bob@phone.example;transport=ws>");
    bobReports(refer, "active;expires=60", "SIP/2.0 100 Trying");
    bobReports(refer, "active;expires=60", "SIP/2.0 180 Ringing");
    assertTalking(call);
    bobReports(refer, "terminated;reason=noresource", "SIP/2.0 200 OK");
    bob.isHungUpOn();
    assertThat(transfer)
        .isCompletedWithValueMatching(
            last -> last.state() == TransferState.SUCCEEDED && last.status() == 200);
    assertThat(end().cause()).isEqualTo(Cause.TRANSFERRED);
    assertThat(heard)
        .containsExactly(
            "REFERRING 0", "ACCEPTED 202", "PROCEEDING 100", "PROCEEDING 180", "SUCCEEDED 200");
    assertThat(callHears.lines())
        .contains("ACCEPTED 202", "PROCEEDING 180", "SUCCEEDED 200", "ended TRANSFERRED by LOCAL");
  }

  @Test
  @DisplayName("#110 bob refuses: a typed failure, and the call goes on")
  void refused() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    server.answer(bob.receives(SipMethod.REFER), 603);
    TransferFailedException why = failure(transfer);
    assertThat(why.why()).isEqualTo(Cause.REJECTED);
    assertThat(why.status()).isEqualTo(603);
    assertThat(why.response()).isNotNull();
    assertThat(why).hasMessageContaining("carol").hasMessageContaining("603");
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#110 carol is busy: bob reports it, and the call goes on")
  void targetBusy() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    SipRequest refer = bobAgrees();
    bobReports(refer, "terminated;reason=noresource", "SIP/2.0 486 Busy Here");
    TransferFailedException why = failure(transfer);
    assertThat(why.why()).isEqualTo(Cause.BUSY);
    assertThat(why.status()).isEqualTo(486);
    assertThat(why.response()).isNull();
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#110 the REFER is challenged: the reports carry the number of its repetition")
  void challenged() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    server.answer(
        bob.receives(SipMethod.REFER),
        401,
        "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n\", algorithm=MD5, qop=\"auth\"");
    SipRequest refer = bobAgrees();
    assertThat(refer.header("Authorization")).isPresent();
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    assertThat(transfer).isCompleted();
  }

  @Test
  @DisplayName("#110 D-17 a report overtakes the 202")
  void reportBeforeAnswer() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    SipRequest refer = bob.receives(SipMethod.REFER);
    bobReports(refer, "active", "SIP/2.0 100 Trying");
    server.answer(refer, 202);
    bobReports(refer, "terminated;reason=noresource", "SIP/2.0 200 OK");
    bob.isHungUpOn();
    assertThat(transfer).isCompleted();
    assertThat(callHears.lines()).doesNotContain("ACCEPTED 202");
  }

  @Test
  @DisplayName("#110 a report without an id belongs to the only REFER")
  void reportWithoutId() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    bobAgrees();
    bob.asks(
        SipMethod.NOTIFY,
        "Event: refer",
        "Subscription-State: terminated;reason=noresource",
        "Content-Type: message/sipfrag",
        "",
        "SIP/2.0 200 OK");
    bob.receives(200);
    bob.isHungUpOn();
    assertThat(transfer).isCompleted();
  }

  @Test
  @DisplayName("#110 bob agrees and is silent: the wait is bounded")
  void silence() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    bobAgrees();
    time.advance(TIMEOUT);
    TransferFailedException why = failure(transfer);
    assertThat(why.why()).isEqualTo(Cause.REQUEST_TIMEOUT);
    assertThat(why).hasMessageContaining("32 s");
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#110 bob promises reports for a minute, and stops")
  void reportsStop() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    bobReports(bobAgrees(), "active;expires=60", "SIP/2.0 180 Ringing");
    time.advance(Duration.ofSeconds(60));
    assertThat(transfer).isNotDone();
    time.advance(TIMEOUT);
    assertThat(failure(transfer).why()).isEqualTo(Cause.REQUEST_TIMEOUT);
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#116 a peer that calls every report the last one is still heard out")
  void everyReportIsTheLast() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    SipRequest refer = bobAgrees();
    bobReports(refer, "terminated", "SIP/2.0 100 Trying");
    time.advance(Duration.ofSeconds(20));
    bobReports(refer, "terminated", "SIP/2.0 180 Ringing");
    time.advance(Duration.ofSeconds(20));
    bobReports(refer, "terminated", "SIP/2.0 200 OK");
    bob.isHungUpOn();
    assertThat(transfer).isCompleted();
  }

  @Test
  @DisplayName("#110 nobody answers the REFER")
  void referTimesOut() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    time.advance(TIMEOUT);
    server.receiveAll();
    assertThat(failure(transfer).why()).isEqualTo(Cause.REQUEST_TIMEOUT);
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#110 without reports (RFC 4488): the 202 is all that is awaited")
  void withoutReports() {
    Call call = aliceHasCalled();
    TransferOptions options = TransferOptions.builder().reported(false).build();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol", options));
    SipRequest refer = bobAgrees("Refer-Sub: false");
    assertThat(refer.header("Refer-Sub")).contains("false");
    assertThat(refer.headers().lists("Supported", "norefersub")).isTrue();
    bob.isHungUpOn();
    assertThat(transfer)
        .isCompletedWithValueMatching(last -> last.state() == TransferState.UNREPORTED);
  }

  @Test
  @DisplayName("#110 no reports are wanted, but bob does not know RFC 4488")
  void reportsAllTheSame() {
    Call call = aliceHasCalled();
    TransferOptions options = TransferOptions.builder().reported(false).build();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol", options));
    SipRequest refer = bobAgrees();
    assertTalking(call);
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    assertThat(transfer)
        .isCompletedWithValueMatching(last -> last.state() == TransferState.SUCCEEDED);
  }

  @Test
  @DisplayName("#110 bob is put on hold first, and taken off when the transfer fails")
  void holdFirst() {
    Call call = aliceHasCalled();
    TransferOptions options = TransferOptions.builder().holdFirst(true).build();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol", options));
    agreesToReinvite("recvonly");
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    server.answer(bob.receives(SipMethod.REFER), 503);
    agreesToReinvite("sendrecv");
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);
    assertThat(failure(transfer).status()).isEqualTo(503);
    bobHangsUp();
  }

  @Test
  @DisplayName("#110 bob refuses to be put on hold: he is not referred")
  void holdRefused() {
    Call call = aliceHasCalled();
    TransferOptions options = TransferOptions.builder().holdFirst(true).build();
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol", options));
    server.answer(bob.receives(SipMethod.INVITE), 488);
    bob.receives(SipMethod.ACK);
    assertThat(failure(transfer)).hasMessageContaining("on hold");
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#110 a call that is not established cannot be transferred")
  void notEstablished() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    assertThat(catchThrowable(() -> promised(call.transfer("carol")).join()))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CALLING");
    bob.refuses(486);
  }

  @Test
  @DisplayName("#110 one transfer at a time")
  void oneAtATime() {
    Call call = aliceHasCalled();
    CompletableFuture<TransferProgress> first = promised(call.transfer("carol"));
    SipRequest refer = bobAgrees();
    assertThat(catchThrowable(() -> promised(call.transfer("dave")).join()))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("under way");
    bobReports(refer, "terminated", "SIP/2.0 404 Not Found");
    assertThat(first).isCompletedExceptionally();
    CompletableFuture<TransferProgress> second = promised(call.transfer("dave"));
    SipRequest again = bobAgrees();
    bobReports(refer, "terminated", "SIP/2.0 404 Not Found");
    bobReportsSuccess(again);
    bob.isHungUpOn();
    assertThat(second).isCompleted();
  }

  @Test
  @DisplayName("#110 a target that is no address")
  void badTarget() {
    Call call = aliceHasCalled();
    assertThatIllegalArgumentException().isThrownBy(() -> call.transfer("a b@"));
    bobHangsUp();
  }

  @Test
  @DisplayName("#116 reports that nobody has asked for, or that cannot be read")
  void strangeReports() {
    Call call = aliceHasCalled();
    bob.asks(SipMethod.NOTIFY, "Event: refer", "Subscription-State: active");
    bob.receives(481);
    bob.asks(SipMethod.NOTIFY, "Event: dialog", "Subscription-State: active");
    assertThat(bob.receives(489).header("Allow-Events")).contains("refer");
    CompletableFuture<TransferProgress> transfer = promised(call.transfer("carol"));
    SipRequest refer = bobAgrees();
    bobSendsReport(refer, "active", "hello");
    bob.receives(400);
    bob.asks(SipMethod.NOTIFY, "Event: refer;id=4711", "Subscription-State: active");
    bob.receives(481);
    bobReportsSuccess(refer);
    bob.isHungUpOn();
    assertThat(transfer).isCompleted();
  }
}
