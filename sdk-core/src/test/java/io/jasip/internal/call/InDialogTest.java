package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.DtmfEvent;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bob can ask of alice in their call (RFC 3261 sections 12.2.2, 14.2 and 15.1.2). */
class InDialogTest extends TalkingFlow {

  @ParameterizedTest
  @CsvSource(
      value = {
        "application/dtmf-relay, Signal=5, 5",
        "application/dtmf-relay, signal= 5, 5",
        "application/dtmf-relay, Signal=*, *",
        "application/dtmf-relay, Signal=10, *",
        "application/dtmf-relay, Signal=11, #",
        "application/dtmf-relay, Signal=d, D",
        "application/dtmf, 7, 7",
        "application/dtmf, 11, #",
        "application/dtmf, 15, D",
        "application/dtmf, 16, R",
        "application/dtmf, !, R",
        "application/dtmf-relay, Signal=hf, R",
        "application/dtmf-relay, Signal=R, R",
        "application/hook-flash, flash, R"
      })
  void aDigitByInfo(String type, String body, char digit) {
    bobHasCalled();
    bob.asks(SipMethod.INFO, "Content-Type: " + type, "", body);
    bob.receives(200);
    assertThat(callHears.only(DtmfEvent.class).digit()).isEqualTo(digit);
    assertThat(callHears.only(DtmfEvent.class).source()).isEqualTo(DtmfEvent.Source.INFO);
    bobHangsUp();
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 5",
    "application/dtmf-relay, Duration=160",
    "application/dtmf-relay, Signal=",
    "application/dtmf-relay, Signal=12345",
    "application/dtmf, x",
    "application/dtmf, ''"
  })
  void anInfoThatIsNoDigit(String type, String body) {
    bobHasCalled();
    bob.asks(SipMethod.INFO, "Content-Type: " + type, "", body);
    bob.receives(200);
    assertThat(callHears.all(DtmfEvent.class)).isEmpty();
    bobHangsUp();
  }

  @Test
  void options() {
    bobHasCalled();
    bob.asks(SipMethod.OPTIONS);
    assertThat(bob.receives(200).headers().tokens("Allow"))
        .contains("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO");
    bobHangsUp();
  }

  @ParameterizedTest
  @DisplayName("#105 methods that a call does not take: 405, or 501 where nobody knows them")
  @CsvSource({"LEVITATE, 501", "PUBLISH, 405", "REGISTER, 405"})
  void aMethodThatNobodyKnows(String method, int status) {
    bobHasCalled();
    bob.asks(new SipMethod(method));
    assertThat(bob.receives(status).headers().tokens("Allow")).contains("INVITE", "MESSAGE");
    bobHangsUp();
  }

  @Test
  void requestsOutOfOrder() {
    Call call = bobHasCalled();
    bob.asks(SipMethod.OPTIONS, 10);
    bob.receives(200);
    bob.asks(SipMethod.OPTIONS, 9);
    bob.receives(500);
    bob.asks(SipMethod.BYE, 8);
    bob.receives(500);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bob.asks(SipMethod.OPTIONS, 20);
    bob.receives(200);
    bobHangsUp();
  }

  @Test
  void aByeThatComesTwice() {
    bobHasCalled();
    SipRequest bye = bob.hangsUp();
    bob.receives(200);
    server.send(bye);
    bob.receives(481);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void aByeOfAnotherDialog() {
    Call call = bobHasCalled();
    SipRequest bye = server.request(SipMethod.BYE, "Subject: whose?");
    assertThat(server.receive(481).cSeq()).isEqualTo(bye.cSeq());
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void anythingAfterTheEnd() {
    bobHasCalled();
    bobHangsUp();
    bob.asks(SipMethod.INFO);
    bob.receives(481);
    bob.reinvites();
    bob.receives(481);
    bob.acknowledgesRefusal();
  }

  @Test
  void aNewOffer() {
    Call call = bobHasCalled();
    SipRequest reinvite = bob.reinvites();
    bob.receives(100);
    SipResponse success = bob.receives(200);
    assertThat(success.bodyText()).contains("o=alice 1 2");
    assertThat(media.session().remoteDescription()).isEqualTo(reinvite.bodyText());
    time.advance(Duration.ofSeconds(1));
    bob.receives(200);
    bob.acknowledges();
    time.advance(TIMEOUT);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void aNewOfferWhoseAnswerIsNeverAcknowledged() {
    bobHasCalled();
    bob.reinvites();
    bob.receives(100);
    time.advance(TIMEOUT);
    assertThat(server.unread()).last().isEqualTo("BYE");
    server.unread().stream().filter("200 INVITE"::equals).forEach(each -> bob.receives(200));
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.NO_ACK);
  }

  @Test
  void aNewOfferThatTheMediaRefuses() {
    Call call = bobHasCalled();
    media.fail(Operation.CREATE_ANSWER, Reason.BAD_DESCRIPTION);
    bob.reinvites();
    bob.receives(100);
    bob.receives(488);
    bob.acknowledgesRefusal();
    assertThat(call.state())
        .as("as it was before (RFC 3261 section 14.2)")
        .isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("#98 a re-INVITE that has overtaken the ACK is answered (RFC 5407 section 3.1.4)")
  void aNewOfferBeforeTheFirstIsAcknowledged() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    bob.receives(200);
    SipRequest first = bob.invite();
    SipRequest second = bob.reinvites();
    bob.receives(100);
    assertThat(bob.receives(200).cSeq()).isEqualTo(second.cSeq());
    assertThat(call.state()).isEqualTo(CallState.ACCEPTED);
    bob.asks(SipMethod.ACK, first.cSeq().number());
    bob.asks(SipMethod.ACK, second.cSeq().number());
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("#98 unless the ACK is to bring the answer to our offer (RFC 5407 section 3.1.5)")
  void aNewOfferBeforeOursIsAnswered() {
    bob.callsWithoutOffer();
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    bob.receives(200);
    SipRequest first = bob.invite();
    bob.reinvites();
    bob.receives(491);
    bob.acknowledgesRefusal();
    bob.asks(
        SipMethod.ACK,
        first.cSeq().number(),
        "Content-Type: application/sdp",
        "",
        bob.sdp().stripTrailing());
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void aNewContactIsWhereTheByeGoes() {
    Call call = bobHasCalled();
    bob.reinvites("Contact: <sip:bob@moved.example>");
    bob.receives(100);
    bob.receives(200);
    bob.acknowledges();
    promised(call.hangup());
    assertThat(bob.isHungUpOn().uri()).hasToString("sip:bob@moved.example");
  }

  @Test
  void aHangUpWhileTheMediaThinksAboutANewOffer() {
    bobHasCalled();
    media.hold(Operation.CREATE_ANSWER);
    bob.reinvites();
    bob.receives(100);
    bob.hangsUp();
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.BYE);
    assertThat(bob.receives(487).cSeq().method())
        .as("pending requests are answered (RFC 3261 section 15.1.2)")
        .isEqualTo(SipMethod.INVITE);
    bob.acknowledgesRefusal();
  }

  @Test
  void aSecondNewOfferWhileTheMediaThinksAboutTheFirst() {
    bobHasCalled();
    media.hold(Operation.CREATE_ANSWER);
    SipRequest first = bob.reinvites();
    bob.receives(100);
    bob.reinvites();
    assertThat(bob.receives(500).header("Retry-After")).isPresent();
    bob.acknowledgesRefusal();
    media.letGo();
    assertThat(bob.receives(200).cSeq()).isEqualTo(first.cSeq());
    bob.asks(SipMethod.ACK, first.cSeq().number());
    bobHangsUp();
  }
}
