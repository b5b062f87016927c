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

  @Test
  void theNonceHasGrownOldAndTheServerDoesNotSaySo() {
    register();
    untilRefresh();
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
    untilRefresh();
    server.answer(server.receive(SipMethod.REGISTER), 401, CHALLENGE.replace("n1", "n2"));
    server.answer(server.receive(SipMethod.REGISTER), 401, CHALLENGE.replace("n1", "n3"));
    assertThat(server.unread()).isEmpty();
    assertThat(aliceHears.lines()).endsWith("UNREGISTERED AUTHENTICATION_ERROR");
  }

  @Test
  void theServerWantsALongerIntervalFromNowOn() {
    register();
    untilRefresh();
    server.answer(server.receive(SipMethod.REGISTER), 423, "Min-Expires: 1800");
    SipRequest longer = server.receive(SipMethod.REGISTER);
    assertThat(longer.header("Expires")).contains("1800");
    server.answer(longer, 200);
    assertThat(alice.registration().expires()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aliceLeavesDuringARefresh() {
    register();
    untilRefresh();
    SipRequest refresh = server.receive(SipMethod.REGISTER);
    CompletableFuture<Void> leaving = promised(alice.unregister());
    assertThat(server.unread()).isEmpty();
    server.answer(refresh, 200);
    SipRequest last = server.receive(SipMethod.REGISTER);
    assertThat(last.header("Expires")).contains("0");
    server.answer(last, 200);
    assertThat(leaving).isCompleted();
    assertThat(aliceHears.lines()).endsWith("UNREGISTERING", "UNREGISTERED");
  }

  @Test
  void theConnectionIsLostDuringARefresh() {
    register();
    untilRefresh();
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
    time.advance(Duration.ofSeconds(68));
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  void theApplicationHearsHowLongTheBindingStillHolds() {
    register();
    int elapsed = untilRefresh();
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(aliceHears.only(Duration.class))
        .isBetween(Duration.ofSeconds(600 - elapsed), Duration.ofSeconds(601 - elapsed));
  }

  /** The moment of a refresh is random. */
  private int untilRefresh() {
    int second = 0;
    for (; second < 570 && server.unread().isEmpty(); second++) {
      time.advance(Duration.ofSeconds(1));
    }
    return second;
  }

  private void register() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, CHALLENGE);
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 600");
  }
}
