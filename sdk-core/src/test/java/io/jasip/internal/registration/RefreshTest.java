package io.jasip.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.RegistrationState;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alice stays registered (RFC 3261 section 10.2.4). */
class RefreshTest extends UserAgentFlow {

  private static final String CHALLENGE =
      "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";

  @AfterEach
  void leave() {
    if (alice.registration().state() == RegistrationState.REGISTERED) {
      promised(alice.unregister());
      server.answer(server.receive(SipMethod.REGISTER), 200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3600, 3240, a tenth of the interval is left",
    "100, 90, a tenth of the interval is left",
    "40, 35, five seconds are left",
    "8, 4, half of the interval is left",
    "0, 1, a server that grants nothing is not asked in a loop"
  })
  void when(long granted, long refreshed, String why) {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: " + granted);
    time.advance(Duration.ofSeconds(refreshed).minusMillis(1));
    assertThat(server.unread()).as(why).isEmpty();
    time.advance(Duration.ofMillis(1));
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 600");
  }

  @Test
  void theNonceHasGrownOldAndTheServerDoesNotSaySo() {
    register();
    time.advance(Duration.ofSeconds(540));
    SipRequest refresh = server.receive(SipMethod.REGISTER);
    assertThat(refresh.header("Authorization")).isPresent();
    server.answer(refresh, 401, CHALLENGE.replace("n1", "n2"));
    SipRequest again = server.receive(SipMethod.REGISTER);
    assertThat(again.header("Authorization")).get().asString().contains("nonce=\"n2\"");
    server.answer(again, 200);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
  }

  @Test
  void thePasswordWasChangedMeanwhile() {
    register();
    time.advance(Duration.ofSeconds(540));
    server.answer(server.receive(SipMethod.REGISTER), 401, CHALLENGE.replace("n1", "n2"));
    server.answer(server.receive(SipMethod.REGISTER), 401, CHALLENGE.replace("n1", "n3"));
    assertThat(server.unread()).isEmpty();
    assertThat(aliceHears.lines()).endsWith("UNREGISTERED AUTHENTICATION_ERROR");
  }

  @Test
  void theServerIsSilent() {
    register();
    time.advance(Duration.ofSeconds(540));
    server.receive(SipMethod.REGISTER);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    time.advance(TIMEOUT);
    assertThat(aliceHears.lines()).endsWith("UNREGISTERED REQUEST_TIMEOUT");
  }

  @Test
  void theServerWantsALongerIntervalFromNowOn() {
    register();
    time.advance(Duration.ofSeconds(540));
    server.answer(server.receive(SipMethod.REGISTER), 423, "Min-Expires: 1800");
    SipRequest longer = server.receive(SipMethod.REGISTER);
    assertThat(longer.header("Expires")).contains("1800");
    server.answer(longer, 200);
    assertThat(alice.registration().expires()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aliceLeavesDuringARefresh() {
    register();
    time.advance(Duration.ofSeconds(540));
    SipRequest refresh = server.receive(SipMethod.REGISTER);
    CompletableFuture<Void> leaving = promised(alice.unregister());
    assertThat(server.unread()).isEmpty();
    server.answer(refresh, 200);
    SipRequest last = server.receive(SipMethod.REGISTER);
    assertThat(last.header("Expires")).contains("0");
    server.answer(last, 200);
    assertThat(leaving).isCompleted();
    assertThat(aliceHears.lines()).endsWith("REGISTERED", "UNREGISTERING", "UNREGISTERED");
  }

  @Test
  void theConnectionIsLostDuringARefresh() {
    register();
    time.advance(Duration.ofSeconds(540));
    server.receive(SipMethod.REGISTER);
    server.drop();
    assertThat(aliceHears.lines()).endsWith("UNREGISTERED CONNECTION_ERROR");
    assertThat(promised(alice.unregister())).isCompleted();
  }

  @Test
  void anApplicationMayAskForOneItself() {
    register();
    CompletableFuture<?> again = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 100");
    assertThat(again).isCompleted();
    time.advance(Duration.ofSeconds(90));
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  private void register() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, CHALLENGE);
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 600");
  }
}
