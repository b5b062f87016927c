package io.jasip.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jasip.Call;
import io.jasip.Cause;
import io.jasip.TransferFailedException;
import io.jasip.TransferOptions;
import io.jasip.TransferProgress;
import io.jasip.TransferRequest;
import io.jasip.TransferState;
import io.jasip.UAListener;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** REFER outside of calls, both ways. */
class ReferenceOutsideCallTest extends UserAgentFlow {

  private static final String BOB = "<sip:bob@phone.example;transport=ws>";

  private @Nullable TransferRequest asked;

  private SipRequest referSent() {
    SipRequest refer = server.receive(SipMethod.REFER);
    assertThat(refer.uri()).hasToString("sip:bob@pbx.example");
    assertThat(refer.to().tag()).isEmpty();
    assertThat(refer.header("Refer-To")).contains("<sip:carol@pbx.example>");
    assertThat(refer.header("Referred-By")).contains("<sip:alice@pbx.example>");
    return refer;
  }

  private static TransferFailedException failure(CompletableFuture<TransferProgress> transfer) {
    Throwable why = catchThrowable(transfer::join);
    assertThat(why).hasCauseInstanceOf(TransferFailedException.class);
    return (TransferFailedException) why.getCause();
  }

  @Test
  @DisplayName("#119 alice asks bob to call carol")
  void refers() {
    CompletableFuture<TransferProgress> done = promised(alice.refer("bob", "carol"));
    SipRequest refer = referSent();
    server.answer(refer, 202, "Contact: " + BOB);
    report(refer, "server", 1, "active;expires=60", "SIP/2.0 100 Trying");
    server.receive(200);
    report(refer, "server", 2, "terminated;reason=noresource", "SIP/2.0 200 OK");
    server.receive(200);
    assertThat(done)
        .isCompletedWithValueMatching(
            last -> last.state() == TransferState.SUCCEEDED && last.call() == null);
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("#119 D-17 a report overtakes the 202; one of another fork is refused")
  void reportBeforeAnswer() {
    CompletableFuture<TransferProgress> done = promised(alice.refer("bob", "carol"));
    SipRequest refer = referSent();
    report(refer, "server", 1, "active;expires=60", "SIP/2.0 100 Trying");
    server.receive(200);
    report(refer, "another", 1, "active;expires=60", "SIP/2.0 100 Trying");
    server.receive(481);
    server.answer(refer, 202, "Contact: " + BOB);
    report(refer, "server", 2, "terminated;reason=noresource", "SIP/2.0 486 Busy Here");
    server.receive(200);
    assertThat(failure(done).why()).isEqualTo(Cause.BUSY);
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("#119 bob refuses, or is silent, or nobody answers")
  void failures() {
    CompletableFuture<TransferProgress> refused = promised(alice.refer("bob", "carol"));
    server.answer(referSent(), 405);
    assertThat(failure(refused).status()).isEqualTo(405);
    CompletableFuture<TransferProgress> silent = promised(alice.refer("bob", "carol"));
    server.answer(referSent(), 202, "Contact: " + BOB);
    time.advance(TIMEOUT);
    assertThat(failure(silent).why()).isEqualTo(Cause.REQUEST_TIMEOUT);
    CompletableFuture<TransferProgress> unanswered = promised(alice.refer("bob", "carol"));
    time.advance(TIMEOUT);
    server.receiveAll();
    assertThat(failure(unanswered).why()).isEqualTo(Cause.REQUEST_TIMEOUT);
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("#119 without reports (RFC 4488)")
  void withoutReports() {
    CompletableFuture<TransferProgress> done =
        promised(alice.refer("bob", "carol", TransferOptions.builder().reported(false).build()));
    server.answer(referSent(), 202, "Contact: " + BOB, "Refer-Sub: false");
    assertThat(done).isCompletedWithValueMatching(last -> last.state() == TransferState.UNREPORTED);
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("#119 alice stops before the outcome is known")
  void stopped() {
    CompletableFuture<TransferProgress> done = promised(alice.refer("bob", "carol"));
    server.answer(referSent(), 202, "Contact: " + BOB);
    promised(alice.stop());
    assertThat(failure(done).why()).isEqualTo(Cause.STOPPED);
    assertThat(catchThrowable(() -> promised(alice.refer("bob", "carol")).join()))
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> alice.refer("bob", "a b@"));
  }

  @Test
  @DisplayName("#119 alice is asked, and nobody decides: declined")
  void undecided() {
    server.request(SipMethod.REFER, "Refer-To: <sip:carol@pbx.example>", "Contact: " + BOB);
    server.receive(603);
    server.request(SipMethod.REFER, "Refer-To: <tel:1>", "Contact: " + BOB);
    server.receive(416);
    server.request(SipMethod.REFER, "Contact: " + BOB);
    server.receive(400);
    assertThat(aliceHears.lines()).containsExactly("asked from outside to call carol");
    assertThat(dialogs()).isZero();
  }

  @Test
  @DisplayName("#119 alice is asked, accepts, and reports")
  void accepted() {
    alice.addListener(
        new UAListener() {
          @Override
          public void onReferral(TransferRequest request) {
            asked = request;
            Call made = request.accept();
            promised(made.answered());
            promised(made.ended());
          }
        });
    SipRequest refer =
        server.request(
            SipMethod.REFER,
            "Refer-To: <sip:carol@pbx.example>",
            "Contact: " + BOB,
            "Record-Route: <sip:pbx.example;lr>");
    String tag = server.receive(202).to().tag().orElse("");
    SipRequest trying = server.receive(SipMethod.NOTIFY);
    assertThat(trying.uri()).hasToString("sip:bob@phone.example;transport=ws");
    assertThat(trying.header("Route")).contains("<sip:pbx.example;lr>");
    assertThat(trying.callId()).isEqualTo(refer.callId());
    assertThat(trying.from().tag()).contains(tag);
    server.answer(trying, 200);
    carol.takesCall();
    assertThat(dialogs()).isEqualTo(1);
    carol.refuses(486);
    SipRequest last = server.receive(SipMethod.NOTIFY);
    assertThat(last.bodyText()).isEqualTo("SIP/2.0 486 Busy Here\r\n");
    server.answer(last, 200);
    assertThat(asked).isNotNull().extracting(TransferRequest::call).isNull();
    assertThat(dialogs()).isZero();
  }

  /** Bob reports, in the dialog that he has made with his tag. */
  private void report(SipRequest refer, String tag, int number, String state, String line) {
    NameAddr bob = NameAddr.of(SipUri.parse("sip:bob@pbx.example")).withTag(tag);
    Via via =
        new Via("WSS", "phone.example", SipParameters.of(Map.of("branch", Identifiers.branch())));
    server.send(
        new RequestBuilder(
                SipUri.parse("sip:alice@pbx.example"),
                via,
                bob,
                refer.from(),
                refer.callId(),
                new CSeq(number, SipMethod.NOTIFY))
            .header("Contact", BOB)
            .header("Event", "refer;id=" + refer.cSeq().number())
            .header("Subscription-State", state)
            .body("message/sipfrag", line)
            .build());
  }
}
