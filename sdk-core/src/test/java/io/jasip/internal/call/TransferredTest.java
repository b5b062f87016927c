package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.TransferRequest;
import io.jasip.UA;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bob sends alice to carol (RFC 3515 section 2.4). */
class TransferredTest extends TransferFlow {

  private @Nullable TransferRequest asked;

  /** Alice's application decides like this. */
  private void decides(Call call, Consumer<TransferRequest> decision) {
    call.addListener(
        new CallListener() {
          @Override
          public void onTransferRequest(TransferRequest request) {
            asked = request;
            promised(request.followed());
            decision.accept(request);
          }
        });
  }

  private void bobRefers(String referTo, String... lines) {
    String[] all = new String[lines.length + 1];
    all[0] = "Refer-To: " + referTo;
    System.arraycopy(lines, 0, all, 1, lines.length);
    bob.asks(SipMethod.REFER, all);
  }

  /** A report that alice sends to bob. */
  private SipRequest reports(String subscription, String statusLine) {
    SipRequest notify = bob.receives(SipMethod.NOTIFY);
    assertThat(notify.header("Subscription-State").orElse("")).startsWith(subscription);
    assertThat(notify.bodyText()).isEqualTo(statusLine + "\r\n");
    assertThat(notify.contentType()).isEqualTo("message/sipfrag");
    server.answer(notify, 200);
    return notify;
  }

  private void aliceStartsToFollow() {
    bob.receives(202);
    reports("active;expires=", "SIP/2.0 100 Trying");
    Call made = asked().followed().join();
    promised(made.answered());
    promised(made.ended());
  }

  private TransferRequest asked() {
    if (asked == null) {
      throw new AssertionError("alice was not asked");
    }
    return asked;
  }

  @Test
  @DisplayName("#114 #116 #117 alice accepts, calls carol, and reports to bob what comes of it")
  void accepted() {
    Call call = aliceHasCalled();
    decides(call, request -> request.accept(CallOptions.builder().header("X-Mine", "1").build()));
    bobRefers("<sip:carol@pbx.example>", "Referred-By: <sip:bob@pbx.example>;x=1");
    aliceStartsToFollow();
    TransferRequest request = asked();
    assertThat(request.call()).isSameAs(call);
    assertThat(request.target()).hasToString("sip:carol@pbx.example");
    assertThat(request.from().uri()).hasToString("sip:bob@pbx.example");
    assertThat(request.isAttended()).isFalse();
    assertThat(request.referredBy().orElseThrow().uri()).hasToString("sip:bob@pbx.example");
    SipRequest invite = carol.takesCall();
    assertThat(invite.uri()).hasToString("sip:carol@pbx.example");
    assertThat(invite.header("Referred-By")).contains("<sip:bob@pbx.example>;x=1");
    assertThat(invite.header("X-Mine")).contains("1");
    assertThat(invite.header("Replaces")).isEmpty();
    carol.rings();
    SipRequest ringing = reports("active;expires=", "SIP/2.0 180 Ringing");
    assertThat(ringing.header("Event")).contains("refer;id=1");
    carol.answers();
    carol.receives(SipMethod.ACK);
    reports("terminated;reason=noresource", "SIP/2.0 200 OK");
    assertTalking(call);
    bobHangsUp();
    assertTalking(request.followed().join());
    carolHangsUp();
  }

  @Test
  @DisplayName("#116 carol is busy: bob is told so, and his call with alice goes on")
  void busy() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<sip:carol@pbx.example>");
    aliceStartsToFollow();
    carol.takesCall();
    carol.refuses(486);
    reports("terminated;reason=noresource", "SIP/2.0 486 Busy Here");
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#116 alice gives up before carol answers")
  void givesUp() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<sip:carol@pbx.example>");
    aliceStartsToFollow();
    carol.takesCall();
    carol.rings();
    reports("active", "SIP/2.0 180 Ringing");
    promised(asked().followed().join().hangup());
    server.answer(carol.receives(SipMethod.CANCEL), 200);
    carol.refuses(487);
    reports("terminated;reason=noresource", "SIP/2.0 487 Request Terminated");
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 an attended transfer: the new INVITE carries Replaces")
  void attended() {
    Call call = bobHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<sip:carol@phone.example;transport=ws?Replaces=x%40y%3Bto-tag%3D1%3Bfrom-tag%3D2>");
    aliceStartsToFollow();
    assertThat(asked().isAttended()).isTrue();
    SipRequest invite = carol.takesCall();
    assertThat(invite.header("Replaces")).contains("x@y;to-tag=1;from-tag=2");
    assertThat(invite.uri()).hasToString("sip:carol@phone.example;transport=ws");
    carol.answers();
    carol.receives(SipMethod.ACK);
    reports("terminated;reason=noresource", "SIP/2.0 200 OK");
    bobHangsUp();
    carolHangsUp();
  }

  @Test
  @DisplayName("#115 D-16 nobody decides: declined")
  void undecided() {
    Call call = aliceHasCalled();
    bobRefers("<sip:carol@pbx.example>");
    bob.receives(603);
    decides(call, request -> {});
    bobRefers("<sip:carol@pbx.example>");
    bob.receives(603);
    assertThat(asked().followed()).isCompletedExceptionally();
    assertThatIllegalStateException().isThrownBy(() -> asked().accept());
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 alice's application accepts with options that no call can be made with")
  void acceptedInVain() {
    Call call = aliceHasCalled();
    CallOptions options = CallOptions.builder().fromUser("no user").build();
    decides(
        call,
        request -> assertThatIllegalArgumentException().isThrownBy(() -> request.accept(options)));
    bobRefers("<sip:carol@pbx.example>");
    bob.receives(202);
    reports("active;expires=", "SIP/2.0 100 Trying");
    reports("terminated", "SIP/2.0 503 Service Unavailable");
    assertThat(asked().followed()).isCompletedExceptionally();
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 alice's application refuses, with a status of its own")
  void rejected() {
    Call call = aliceHasCalled();
    decides(
        call,
        request -> {
          assertThatIllegalArgumentException().isThrownBy(() -> request.reject(200));
          request.reject(486);
          assertThatIllegalStateException().isThrownBy(() -> request.reject(603));
        });
    bobRefers("<sip:carol@pbx.example>");
    bob.receives(486);
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 alice's application takes time, and accepts")
  void deferred() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::defer);
    bobRefers("<sip:carol@pbx.example>");
    time.advance(Duration.ofSeconds(19));
    assertThat(server.unread()).isEmpty();
    asked().accept();
    aliceStartsToFollow();
    carol.takesCall();
    carol.refuses(404);
    reports("terminated", "SIP/2.0 404 Not Found");
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 alice's application takes too much time")
  void deferredTooLong() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::defer);
    bobRefers("<sip:carol@pbx.example>");
    time.advance(Duration.ofSeconds(20));
    bob.receives(603);
    assertThatIllegalStateException().isThrownBy(() -> asked().accept());
    assertThat(asked().followed()).isCompletedExceptionally();
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 a REFER that cannot be followed is not shown to the application")
  void unusable() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<tel:+15551234>");
    bob.receives(416);
    bobRefers("<sip:carol@pbx.example?Replaces=nonsense>");
    bob.receives(400);
    bobRefers("carol@@@");
    bob.receives(400);
    bob.asks(SipMethod.REFER);
    bob.receives(400);
    assertThat(asked).isNull();
    assertTalking(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 a REFER before the call is answered is declined")
  void early() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    decides(call, TransferRequest::accept);
    bob.asks(SipMethod.REFER, "Refer-To: <sip:carol@pbx.example>");
    bob.receives(603);
    promised(call.reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("#116 bob wants no reports (RFC 4488)")
  void withoutReports() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<sip:carol@pbx.example>", "Refer-Sub: false", "Require: norefersub");
    assertThat(bob.receives(202).header("Refer-Sub")).contains("false");
    carol.takesCall();
    carol.refuses(486);
    assertThat(server.unread()).isEmpty();
    bobHangsUp();
  }

  @Test
  @DisplayName("#116 bob has hung up before carol answers: the reports go on in his dialog")
  void bobLeavesFirst() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<sip:carol@pbx.example>");
    aliceStartsToFollow();
    carol.takesCall();
    bobHangsUp();
    carol.answers();
    carol.receives(SipMethod.ACK);
    reports("terminated;reason=noresource", "SIP/2.0 200 OK");
    assertThat(dialogs()).isEqualTo(1);
    carolHangsUp();
  }

  @Test
  @DisplayName("#116 D-22 bob has forgotten the dialog: no more reports, and carol's call goes on")
  void reportsAreRefused() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<sip:carol@pbx.example>");
    bob.receives(202);
    server.answer(bob.receives(SipMethod.NOTIFY), 481);
    carol.takesCall();
    carol.rings();
    carol.answers();
    carol.receives(SipMethod.ACK);
    assertThat(server.unread()).isEmpty();
    assertTalking(asked().followed().join());
    carolHangsUp();
    bobHangsUp();
  }

  @Test
  @DisplayName("#116 bob asks for reports for longer, and then for no more")
  void subscribes() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<sip:carol@pbx.example>");
    aliceStartsToFollow();
    carol.takesCall();
    bob.asks(SipMethod.SUBSCRIBE, "Event: refer;id=1", "Expires: 60");
    assertThat(bob.receives(200).header("Expires")).isPresent();
    reports("active;expires=", "SIP/2.0 100 Trying");
    bob.asks(SipMethod.SUBSCRIBE, "Event: refer;id=1", "Expires: 0");
    assertThat(bob.receives(200).header("Expires")).contains("0");
    reports("terminated;reason=timeout", "SIP/2.0 100 Trying");
    carol.refuses(486);
    bob.asks(SipMethod.SUBSCRIBE, "Event: refer;id=1", "Expires: 60");
    bob.receives(481);
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 two REFERs in one call have reports of their own")
  void twice() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::accept);
    bobRefers("<sip:carol@pbx.example>");
    aliceStartsToFollow();
    carol.takesCall();
    carol.refuses(486);
    assertThat(reports("terminated", "SIP/2.0 486 Busy Here").header("Event"))
        .contains("refer;id=1");
    bobRefers("<sip:carol@pbx.example>");
    aliceStartsToFollow();
    carol.takesCall();
    carol.refuses(404);
    assertThat(reports("terminated", "SIP/2.0 404 Not Found").header("Event"))
        .contains("refer;id=2");
    bobHangsUp();
  }

  @Test
  @DisplayName("#114 alice stops while she is asked")
  void stopped() {
    Call call = aliceHasCalled();
    decides(call, TransferRequest::defer);
    bobRefers("<sip:carol@pbx.example>");
    CompletableFuture<Void> stopped = promised(alice.stop());
    assertThat(server.receiveAll()).contains("480 REFER", "BYE");
    time.advance(TIMEOUT);
    assertThat(stopped).isCompleted();
    assertThat(asked().followed()).isCompletedExceptionally();
  }

  @Test
  @DisplayName("#115 without a policy nothing is followed")
  void defaultPolicy() {
    UA ua = alice;
    assertThat(ua.config().transfers().followsRequests()).isFalse();
    assertThat(ua.config().transfers().answersReplacements()).isTrue();
  }
}
