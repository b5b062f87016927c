package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallPolicy;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.SessionTimers;
import io.jasip.UABuilder;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Session timers (RFC 4028): alice asks for 90 s. */
@DisplayName("#94 session timers")
class SessionTimerTest extends TalkingFlow {

  private static final String UPDATES = "Allow: INVITE, ACK, BYE, CANCEL, UPDATE";

  @Override
  protected UABuilder configure() {
    return super.configure()
        .calls(
            CallPolicy.builder().sessionTimers(SessionTimers.of(Duration.ofSeconds(90))).build());
  }

  private void after(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  private SipRequest refreshedByUpdate(String... lines) {
    SipRequest update = bob.receives(SipMethod.UPDATE);
    assertThat(update.hasBody()).isFalse();
    server.answer(update, 200, lines);
    return update;
  }

  @Test
  void theInviteAsksForThem() {
    aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    assertThat(invite.header("Session-Expires")).hasValue("90");
    assertThat(invite.headers().lists("Supported", "timer")).isTrue();
    assertThat(invite.header("Min-SE")).isEmpty();
    bob.refuses(486);
  }

  @Test
  void aCalleeThatKnowsNothingOfThem() {
    Call call = aliceHasCalled();
    after(3600);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void aliceRefreshesByUpdate() {
    Call call = aliceHasCalled(UPDATES, "Session-Expires: 90;refresher=uac");
    for (int i = 0; i < 5; i++) {
      after(45);
      SipRequest update = refreshedByUpdate("Session-Expires: 90;refresher=uac");
      assertThat(update.header("Session-Expires")).hasValue("90;refresher=uac");
      assertThat(update.header("Contact")).isPresent();
    }
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("D-11 no UPDATE to a peer whose Allow has none: re-INVITE")
  void aliceRefreshesByReinvite() {
    Call call =
        aliceHasCalled("Allow: INVITE, ACK, BYE, CANCEL", "Session-Expires: 90;refresher=uac");
    after(45);
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    assertThat(reinvite.header("Session-Expires")).hasValue("90;refresher=uac");
    assertThat(reinvite.bodyText()).contains("a=sendrecv");
    server.answer(reinvite, 200, withSdp("sendrecv", "Session-Expires: 90;refresher=uac"));
    bob.receives(SipMethod.ACK);
    after(45);
    server.answer(bob.receives(SipMethod.INVITE), 200, withSdp("sendrecv", "Session-Expires: 90"));
    bob.receives(SipMethod.ACK);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void aHeldCallIsRefreshedAsItIs() {
    Call call = aliceHasCalled("Session-Expires: 90;refresher=uac", "Allow: INVITE, ACK, BYE");
    promised(call.hold());
    SipRequest hold = bob.receives(SipMethod.INVITE);
    server.answer(hold, 200, withSdp("recvonly", "Session-Expires: 90;refresher=uac"));
    bob.receives(SipMethod.ACK);
    after(45);
    SipRequest refresh = bob.receives(SipMethod.INVITE);
    assertThat(refresh.bodyText()).contains("a=sendonly");
    server.answer(refresh, 200, withSdp("recvonly", "Session-Expires: 90;refresher=uac"));
    bob.receives(SipMethod.ACK);
    assertThat(call.holdState().isLocal()).isTrue();
    bobHangsUp();
  }

  @Test
  @DisplayName("D-10 a refresh that is refused by 405 goes on by re-INVITE")
  void anUpdateThatIsNotAllowedAfterAll() {
    aliceHasCalled(UPDATES, "Session-Expires: 90;refresher=uac");
    after(45);
    server.answer(bob.receives(SipMethod.UPDATE), 405);
    server.answer(bob.receives(SipMethod.INVITE), 200, withSdp("sendrecv", "Session-Expires: 90"));
    bob.receives(SipMethod.ACK);
    bobHangsUp();
  }

  @Test
  @DisplayName("D-10 a refresh that is refused is tried again before the session expires")
  void aRefreshThatIsRefused() {
    Call call = aliceHasCalled(UPDATES, "Session-Expires: 90;refresher=uac");
    after(45);
    server.answer(bob.receives(SipMethod.UPDATE), 503);
    after(10);
    refreshedByUpdate("Session-Expires: 90;refresher=uac");
    after(44);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void refreshesThatAreAllRefused() {
    aliceHasCalled(UPDATES, "Session-Expires: 90;refresher=uac");
    after(45);
    server.answer(bob.receives(SipMethod.UPDATE), 503);
    after(10);
    server.answer(bob.receives(SipMethod.UPDATE), 503);
    after(5);
    assertExpired();
  }

  @ParameterizedTest
  @CsvSource({"481", "408"})
  void aPeerThatHasForgottenTheCall(int status) {
    aliceHasCalled(UPDATES, "Session-Expires: 90;refresher=uac");
    after(45);
    server.answer(bob.receives(SipMethod.UPDATE), status);
    assertExpired();
  }

  @Test
  void aPeerThatDoesNotAnswer() {
    aliceHasCalled(UPDATES, "Session-Expires: 90;refresher=uac");
    after(45);
    bob.receives(SipMethod.UPDATE);
    after(15);
    assertExpired();
  }

  @Test
  void bobIsToRefreshAndDoesNot() {
    Call call = aliceHasCalled("Session-Expires: 90;refresher=uas");
    after(59);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    after(1);
    assertExpired();
  }

  @Test
  void bobRefreshesByUpdate() {
    aliceHasCalled("Session-Expires: 90;refresher=uas");
    after(50);
    bob.asks(SipMethod.UPDATE, "Supported: timer", "Session-Expires: 90;refresher=uac");
    SipResponse answer = bob.receives(200);
    assertThat(answer.header("Session-Expires")).hasValue("90;refresher=uac");
    assertThat(answer.header("Require")).hasValue("timer");
    after(50);
    bob.reinvites("Supported: timer", "Session-Expires: 90;refresher=uac");
    bob.receives(100);
    assertThat(bob.receives(200).header("Session-Expires")).hasValue("90;refresher=uac");
    bob.acknowledges();
    after(60);
    assertExpired();
  }

  @Test
  @DisplayName("D-11 422 to our INVITE raises the interval")
  void anIntervalThatIsTooShortForBob() {
    aliceCalls("bob");
    SipRequest first = bob.takesCall();
    bob.refuses(422, "Min-SE: 300");
    SipRequest second = bob.takesCall();
    assertThat(second.header("Session-Expires")).hasValue("300");
    assertThat(second.header("Min-SE")).hasValue("300");
    assertThat(second.callId()).isEqualTo(first.callId());
    assertThat(second.cSeq().number()).isGreaterThan(first.cSeq().number());
    bob.refuses(422, "Min-SE: 300");
    assertThat(end().status()).isEqualTo(422);
  }

  @Test
  @DisplayName("D-11 422 for ever, each time with a longer Min-SE")
  void bobIsNeverContent() {
    Call call = aliceCalls("bob");
    for (int least = 5_000; !call.ended().isDone() && least < 5_100; least++) {
      bob.takesCall();
      bob.refuses(422, "Min-SE: " + least);
    }
    assertThat(end().status()).isEqualTo(422);
    assertThat(server.unread()).isEmpty();
  }

  @Test
  @DisplayName("D-11 422 to our UPDATE raises the interval")
  void anIntervalThatHasBecomeTooShort() {
    aliceHasCalled(UPDATES, "Session-Expires: 90;refresher=uac");
    after(45);
    server.answer(bob.receives(SipMethod.UPDATE), 422, "Min-SE: 200");
    SipRequest again = refreshedByUpdate("Session-Expires: 200;refresher=uac");
    assertThat(again.header("Session-Expires")).hasValue("200;refresher=uac");
    assertThat(again.header("Min-SE")).hasValue("200");
    after(99);
    assertThat(server.unread()).isEmpty();
    after(1);
    refreshedByUpdate("Session-Expires: 200;refresher=uac");
    bobHangsUp();
  }

  @Test
  @DisplayName("D-11 an INVITE with too short an interval is refused with 422")
  void anIntervalThatIsTooShortForAlice() {
    bob.calls("Supported: timer", "Session-Expires: 60");
    assertThat(bob.receives(422).header("Min-SE")).hasValue("90");
    bob.acknowledgesRefusal();
    assertThat(aliceHears.all(Call.class)).isEmpty();
  }

  @Test
  void anUpdateWithTooShortAnInterval() {
    Call call = aliceHasCalled();
    bob.asks(SipMethod.UPDATE, "Supported: timer", "Session-Expires: 60;refresher=uac");
    assertThat(bob.receives(422).header("Min-SE")).hasValue("90");
    bob.reinvites("Supported: timer", "Session-Expires: 60;refresher=uac");
    bob.receives(422);
    bob.acknowledgesRefusal();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // what bob supports and asks for, and what alice answers
        "timer, 120;refresher=uac, 90;refresher=uac, timer",
        "timer, 120;refresher=uas, 90;refresher=uas, -",
        "timer, 90, 90;refresher=uas, -",
        "100rel, 1800, 90;refresher=uas, -",
        "100rel, 60, -, -",
        "timer, -, 90;refresher=uas, -",
        "100rel, -, -, -"
      })
  void whatAliceAnswers(String supported, String asked, String answered, String required) {
    bob.calls(
        "Supported: " + supported, asked == null ? "Subject: none" : "Session-Expires: " + asked);
    bob.receives(180);
    promised(incoming().answer());
    SipResponse success = bob.receives(200);
    assertThat(success.header("Session-Expires").orElse(null)).isEqualTo(answered);
    assertThat(success.header("Require").orElse(null)).isEqualTo(required);
    bob.acknowledges();
    bobHangsUp();
  }

  @Test
  void aMinimumOfTheCallerIsRespected() {
    bob.calls("Supported: timer", "Session-Expires: 600", "Min-SE: 500");
    bob.receives(180);
    promised(incoming().answer());
    assertThat(bob.receives(200).header("Session-Expires")).hasValue("500;refresher=uas");
    bob.acknowledges();
    bobHangsUp();
  }

  @Test
  void noSessionTimersByOption() {
    Call call =
        alice.call(
            "bob",
            CallOptions.builder().listener(callHears).sessionTimers(SessionTimers.OFF).build());
    promised(call.ended());
    SipRequest invite = bob.takesCall();
    assertThat(invite.header("Session-Expires")).isEmpty();
    assertThat(invite.headers().lists("Supported", "timer")).isFalse();
    bob.answers("Session-Expires: 90;refresher=uas");
    bob.receives(SipMethod.ACK);
    after(3600);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  private void assertExpired() {
    SipRequest bye = bob.receives(SipMethod.BYE);
    assertThat(bye.header("Reason").orElse("")).startsWith("SIP;cause=408");
    server.answer(bye, 200);
    assertThat(end().cause()).isEqualTo(Cause.SESSION_EXPIRED);
  }
}
