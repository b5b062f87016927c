package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.TransferFailedException;
import io.jasip.TransferProgress;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.EventRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Alice is in a call with bob, and perhaps in another one with carol. */
abstract class TransferFlow extends TalkingFlow {

  protected final EventRecorder carolsCallHears = new EventRecorder();

  /** Carol's tag in the call that alice has made. */
  protected String carolsTag = "";

  /** Alice has called carol too. */
  protected Call aliceHasCalledCarol() {
    Call call = aliceCallsCarol();
    carolsTag = carol.answers().to().tag().orElse("");
    carol.receives(SipMethod.ACK);
    return call;
  }

  /** Alice calls carol, whose phone has the INVITE. */
  protected Call aliceCallsCarol() {
    Call call = alice.call("carol", CallOptions.builder().listener(carolsCallHears).build());
    promised(call.answered());
    promised(call.ended());
    carol.takesCall();
    return call;
  }

  /** Bob gets a REFER and agrees. */
  protected SipRequest bobAgrees(String... lines) {
    SipRequest refer = bob.receives(SipMethod.REFER);
    server.answer(refer, 202, withContact(lines));
    return refer;
  }

  private static String[] withContact(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("Contact: <sip:bob@phone.example;transport=ws>");
    return all.toArray(new String[0]);
  }

  /** Bob reports, and alice takes it. */
  protected void bobReports(SipRequest refer, String subscription, String statusLine) {
    bobSendsReport(refer, subscription, statusLine);
    bob.receives(200);
  }

  /** Bob reports. */
  protected void bobSendsReport(SipRequest refer, String subscription, String statusLine) {
    bob.asks(
        SipMethod.NOTIFY,
        "Event: refer;id=" + refer.cSeq().number(),
        "Subscription-State: " + subscription,
        "Content-Type: message/sipfrag;version=2.0",
        "",
        statusLine);
  }

  /** What alice hears of the transfer when carol has answered bob. */
  protected void bobReportsSuccess(SipRequest refer) {
    bobReports(refer, "active;expires=60", "SIP/2.0 100 Trying");
    bobReports(refer, "terminated;reason=noresource", "SIP/2.0 200 OK");
  }

  /** Why a transfer has failed. */
  protected static TransferFailedException failure(CompletableFuture<TransferProgress> transfer) {
    Throwable why = catchThrowable(transfer::join);
    assertThat(why).hasCauseInstanceOf(TransferFailedException.class);
    return (TransferFailedException) why.getCause();
  }

  protected void assertTalking(Call call) {
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
  }

  protected void carolHangsUp() {
    carol.hangsUp();
    carol.receives(200);
  }
}
