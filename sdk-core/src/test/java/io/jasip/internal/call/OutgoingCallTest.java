package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallFailedException;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alice calls bob (RFC 3261 section 13.2). */
class OutgoingCallTest extends UserAgentFlow {

  @Test
  void bobAnswersAndHangsUp() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    assertThat(invite.uri()).hasToString("sip:bob@pbx.example");
    assertThat(invite.contentType()).isEqualTo("application/sdp");
    assertThat(invite.bodyText()).contains("m=audio");
    bob.rings();
    bob.answers();
    SipRequest ack = bob.receives(SipMethod.ACK);
    assertThat(ack.uri()).hasToString(bob.contact());
    assertThat(ack.cSeq().number()).isEqualTo(invite.cSeq().number());
    assertThat(call.answered()).isCompletedWithValue(call);

    time.advance(Duration.ofSeconds(30));
    bob.hangsUp();
    bob.receives(200);
    assertThat(callHears.lines())
        .containsExactly(
            "PREPARING",
            "CALLING",
            "PROCEEDING",
            "progress 180",
            "ESTABLISHED",
            "ENDED",
            "ended BYE by REMOTE");
    assertThat(end().established()).isTrue();
    assertThat(end().duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(media.session().operations())
        .containsExactly("createOffer", "acceptAnswer ANSWER", "close");
  }

  @Test
  void bobAnswersAndAliceHangsUp() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    promised(call.hangup());
    assertThat(call.state()).isEqualTo(CallState.ENDING);
    SipRequest bye = bob.isHungUpOn();
    assertThat(bye.cSeq().number()).isEqualTo(invite.cSeq().number() + 1);
    assertThat(bye.from()).isEqualTo(invite.from());
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(end().originator()).isEqualTo(Originator.LOCAL);
  }

  @Test
  void theCallEndsEvenIfNobodyConfirmsTheBye() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    promised(call.hangup());
    bob.receives(SipMethod.BYE);
    time.advance(TIMEOUT);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void bothHangUpAtOnce() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    promised(call.hangup());
    SipRequest bye = bob.receives(SipMethod.BYE);
    bob.hangsUp();
    bob.receives(200);
    server.answer(bye, 481);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(end().originator()).isEqualTo(Originator.LOCAL);
  }

  @ParameterizedTest
  @CsvSource({
    "302, REDIRECTED",
    "403, REJECTED",
    "404, NOT_FOUND",
    "480, UNAVAILABLE",
    "484, ADDRESS_INCOMPLETE",
    "486, BUSY",
    "488, INCOMPATIBLE_SDP",
    "500, SIP_FAILURE_CODE",
    "503, SIP_FAILURE_CODE",
    "600, BUSY",
    "603, REJECTED",
    "604, NOT_FOUND"
  })
  void bobRefuses(int status, Cause cause) {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    bob.rings();
    SipRequest ack = bob.refuses(status);
    assertThat(ack.via()).isEqualTo(invite.via());
    assertThat(ack.to().tag()).isPresent();
    assertThat(end().cause()).isEqualTo(cause);
    assertThat(end().status()).isEqualTo(status);
    assertThat(end().established()).isFalse();
    assertThat(end().originator()).isEqualTo(Originator.REMOTE);
    assertThatThrownBy(call.answered()::join)
        .hasCauseInstanceOf(CallFailedException.class)
        .satisfies(
            failure -> {
              CallFailedException why = (CallFailedException) failure.getCause();
              assertThat(why.why()).isEqualTo(cause);
              assertThat(why.status()).isEqualTo(status);
            });
  }

  @Test
  void nobodyAnswersTheInvite() {
    aliceCalls("bob");
    bob.takesCall();
    time.advance(TIMEOUT.minusMillis(1));
    assertThat(callHears.lines()).endsWith("CALLING");
    time.advance(Duration.ofMillis(1));
    assertThat(end().cause()).isEqualTo(Cause.REQUEST_TIMEOUT);
    assertThat(end().originator()).isEqualTo(Originator.SYSTEM);
  }

  @Test
  void aProvisionalResponseEndsTheWaitForOne() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.responds(100);
    time.advance(TIMEOUT.multipliedBy(4));
    assertThat(call.state()).isEqualTo(CallState.PROCEEDING);
    bob.refuses(480);
  }

  @Test
  void theServerAsksForAPassword() {
    aliceCalls("bob");
    SipRequest first = server.receive(SipMethod.INVITE);
    server.answer(
        first, 407, "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"");
    server.receive(SipMethod.ACK);
    SipRequest second = bob.takesCall();
    assertThat(second.callId()).isEqualTo(first.callId());
    assertThat(second.from()).isEqualTo(first.from());
    assertThat(second.cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(second.via().branch()).isNotEqualTo(first.via().branch());
    assertThat(second.header("Proxy-Authorization")).get().asString().contains("nonce=\"n1\"");
    bob.answers();
    SipRequest ack = bob.receives(SipMethod.ACK);
    assertThat(ack.cSeq().number()).isEqualTo(second.cSeq().number());
    assertThat(ack.header("Proxy-Authorization"))
        .as("the credentials of the INVITE (RFC 3261 section 22.3)")
        .isEqualTo(second.header("Proxy-Authorization"));
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  void theServerRefusesThePassword() {
    aliceCalls("bob");
    String challenge = "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"";
    server.answer(server.receive(SipMethod.INVITE), 407, challenge);
    server.receive(SipMethod.ACK);
    server.answer(server.receive(SipMethod.INVITE), 407, challenge);
    server.receive(SipMethod.ACK);
    assertThat(end().cause()).isEqualTo(Cause.AUTHENTICATION_ERROR);
    assertThat(end().status()).isEqualTo(407);
  }

  @Test
  void headerFieldsOfTheApplicationAreInTheInvite() {
    Call call = alice.call("bob", CallOptions.builder().header("X-Ticket", "4711").build());
    promised(call.ended());
    assertThat(bob.takesCall().header("X-Ticket")).contains("4711");
    bob.refuses(486);
  }

  @Test
  void requestsOfTheDialogTakeTheWayOfItsRoutes() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.answers("Record-Route: <sip:inner.example;lr>", "Record-Route: <sip:outer.example;lr>");
    SipRequest ack = bob.receives(SipMethod.ACK);
    assertThat(ack.uri()).hasToString(bob.contact());
    assertThat(ack.headers().all("Route"))
        .containsExactly("<sip:outer.example;lr>", "<sip:inner.example;lr>");
    promised(call.hangup());
    assertThat(bob.isHungUpOn().headers().all("Route"))
        .containsExactly("<sip:outer.example;lr>", "<sip:inner.example;lr>");
  }

  @Test
  void aRepeated200IsAcknowledgedAgain() {
    aliceCalls("bob");
    bob.takesCall();
    var success = bob.answers();
    SipRequest ack = bob.receives(SipMethod.ACK);
    server.send(success);
    SipRequest again = bob.receives(SipMethod.ACK);
    assertThat(again).hasToString(ack.toString());
    assertThat(callHears.lines()).containsOnlyOnce("ESTABLISHED");
    bob.hangsUp();
    bob.receives(200);
    server.send(success);
    bob.receives(SipMethod.ACK);
  }

  @Test
  void ofTwoForksThatAnswerTheFirstHasTheCall() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    carol.takesCall(invite);
    bob.rings();
    carol.rings();
    var success = bob.answers();
    SipRequest bobsAck = bob.receives(SipMethod.ACK);
    assertThat(bobsAck.to().tag()).isEqualTo(success.to().tag());

    var second = carol.answers();
    SipRequest carolsAck = carol.receives(SipMethod.ACK);
    assertThat(carolsAck.uri()).hasToString(carol.contact());
    assertThat(carolsAck.to().tag()).isEqualTo(second.to().tag());
    assertThat(carol.isHungUpOn().to().tag()).isEqualTo(second.to().tag());
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    server.send(second);
    carol.receives(SipMethod.ACK);

    bob.hangsUp();
    bob.receives(200);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void bobAnswersWithoutASessionDescription() {
    aliceCalls("bob");
    bob.takesCall();
    bob.responds(200);
    bob.receives(SipMethod.ACK);
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.MISSING_SDP);
    assertThat(end().established()).isFalse();
  }

  @Test
  void bobsSessionDescriptionIsOfNoUse() {
    media.fail(Operation.ACCEPT_ANSWER, Reason.BAD_DESCRIPTION);
    aliceCalls("bob");
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.BAD_MEDIA_DESCRIPTION);
  }

  @Test
  void withoutAnOfferThereIsNoInvite() {
    media.fail(Operation.CREATE_OFFER, Reason.AUDIO_DEVICE);
    Call call = aliceCalls("bob");
    assertThat(server.unread()).isEmpty();
    assertThat(callHears.lines())
        .containsExactly("PREPARING", "ENDED", "ended MEDIA_ERROR by SYSTEM");
    assertThat(call.answered()).isCompletedExceptionally();
  }

  @Test
  void aCallThatIsOverTakesNoOrders() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.refuses(486);
    assertThat(promised(call.hangup())).isCompleted();
    assertThat(promised(call.answer())).isCompletedExceptionally();
    assertThat(promised(call.reject(486))).isCompletedExceptionally();
    assertThat(promised(call.setMuted(true))).isCompletedExceptionally();
    assertThat(promised(call.sendDtmf("1"))).isCompletedExceptionally();
    assertThat(promised(call.stats())).isCompletedExceptionally();
  }

  @Test
  @DisplayName("#77 who has rung before a 3xx is asked nothing any more")
  void redirectsForgetWhoHasRung() {
    CallOptions options = CallOptions.builder().followRedirects(1).listener(callHears).build();
    Call call = alice.call("bob", options);
    promised(call.answered());
    promised(call.ended());
    bob.takesCall();
    bob.rings();
    bob.refuses(302, "Contact: <sip:carol@pbx.example>");
    carol.takesCall();
    assertThat(promised(call.sendInfo(SipBody.text("early")))).isCompletedExceptionally();
    carol.rings();
    promised(call.sendInfo(SipBody.text("early")));
    SipRequest info = carol.receives(SipMethod.INFO);
    assertThat(info.uri()).hasToString(carol.contact());
    server.answer(info, 200);
    carol.answers();
    carol.receives(SipMethod.ACK);
    carol.hangsUp();
    carol.receives(200);
  }
}
