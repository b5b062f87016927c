package io.jasip.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Cause;
import io.jasip.Registration;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationOptions;
import io.jasip.RegistrationState;
import io.jasip.UABuilder;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Refreshes of alice fail, and she comes back by herself (RFC 5626 section 4.5). */
class RecoveryTest extends UserAgentFlow {

  @AfterEach
  void leave() {
    RegistrationState state = alice.registration().state();
    if (state == RegistrationState.REGISTERED || state == RegistrationState.RECOVERING) {
      promised(alice.unregister());
      server.answer(server.receive(SipMethod.REGISTER), 200);
    }
  }

  private SipRequest untilRegister(int seconds) {
    for (int second = 0; second < seconds && server.unread().isEmpty(); second++) {
      time.advance(Duration.ofSeconds(1));
    }
    return server.receive(SipMethod.REGISTER);
  }

  private void register(String expires) {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: " + expires);
    aliceHears.clear();
  }

  @Test
  @DisplayName("#51 a refresh that fails for now is tried again while the binding holds")
  void aRefreshFailsForNow() {
    register("600");
    server.answer(untilRegister(569), 503);
    RegistrationEvent failed = aliceHears.only(RegistrationEvent.class);
    assertThat(failed.from()).isEqualTo(RegistrationState.REGISTERED);
    assertThat(failed.to()).isEqualTo(RegistrationState.REGISTERED);
    assertThat(failed.cause()).isEqualTo(Cause.SIP_FAILURE_CODE);
    assertThat(failed.retryIn()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(failed.isLost()).isFalse();
  }

  @Test
  @DisplayName("#51 a registration that has expired is recovered")
  void aRegistrationIsRecovered() {
    register("60");
    server.answer(untilRegister(56), 500);
    time.advance(Duration.ofSeconds(5));
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.RECOVERING);
    List<RegistrationEvent> events = aliceHears.all(RegistrationEvent.class);
    assertThat(events.get(1).isLost()).isTrue();
    assertThat(events.get(1).cause()).isEqualTo(Cause.EXPIRES);

    server.answer(untilRegister(60), 500);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.RECOVERING);
    server.answer(untilRegister(121), 200, "Expires: 60");
    events = aliceHears.all(RegistrationEvent.class);
    assertThat(events.get(events.size() - 1).isRecovered()).isTrue();
  }

  @Test
  @DisplayName("#50 Retry-After is obeyed")
  void retryAfter() {
    register("600");
    server.answer(untilRegister(569), 503, "Retry-After: 200 (in maintenance)");
    assertThat(aliceHears.only(RegistrationEvent.class).retryIn()).hasSeconds(200);
    time.advance(Duration.ofSeconds(199));
    assertThat(server.unread()).isEmpty();
    time.advance(Duration.ofSeconds(1));
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 600");
  }

  @Test
  @DisplayName("#50 the first attempt fails at once and tells of Retry-After")
  void retryAfterOfTheFirst() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 503, "Retry-After: 18000;duration=3600");
    assertThat(registering)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            RegistrationFailedException.class, why -> assertThat(why.retryAfter()).hasHours(5));
    time.advance(Duration.ofHours(6));
    assertThat(server.unread()).isEmpty();
  }

  @Test
  @DisplayName("#51 a server that is silent loses the registration only when it expires")
  void theServerIsSilent() {
    register("60");
    untilRegister(56);
    time.advance(Duration.ofSeconds(4));
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    time.advance(TIMEOUT);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.RECOVERING);
    assertThat(aliceHears.lines()).endsWith("RECOVERING EXPIRES", "RECOVERING REQUEST_TIMEOUT");
    server.answer(untilRegister(61), 200, "Expires: 60");
  }

  @Test
  @DisplayName("#51 a refusal for good ends the attempts")
  void refusedForGood() {
    register("60");
    server.answer(untilRegister(56), 500);
    server.answer(untilRegister(61), 403);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
    time.advance(Duration.ofHours(2));
    assertThat(server.unread()).isEmpty();
  }

  @Test
  @DisplayName("#51 who does not want to wait registers at once")
  void atOnce() {
    register("60");
    server.answer(untilRegister(56), 500);
    CompletableFuture<Registration> now = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 60");
    assertThat(now).isCompleted();
  }

  @Test
  @DisplayName("#51 alice leaves while she recovers")
  void leavesWhileRecovering() {
    register("60");
    server.answer(untilRegister(56), 500);
    time.advance(Duration.ofSeconds(6));
    CompletableFuture<Void> leaving = promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 500);
    assertThat(leaving).isCompleted();
    time.advance(Duration.ofHours(2));
    assertThat(server.unread()).isEmpty();
  }

  /** The application refreshes. */
  @Nested
  class ByHand extends UserAgentFlow {
    @Override
    protected UABuilder configure() {
      return super.configure()
          .registration(RegistrationOptions.builder().automaticRefresh(false).build());
    }

    @Test
    @DisplayName("#52 registrationExpiring leaves the refresh to the application")
    void expiring() {
      promised(alice.register());
      server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 60");
      time.advance(Duration.ofSeconds(55));
      assertThat(aliceHears.lines()).endsWith("expiring in 5 s");
      assertThat(server.unread()).isEmpty();
      promised(alice.register());
      server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 60");
      time.advance(Duration.ofSeconds(60));
      assertThat(aliceHears.lines()).endsWith("expiring in 5 s", "UNREGISTERED EXPIRES");
    }

    @Test
    @DisplayName(
        "#52 without attempts of ours nothing recovers a registration that a server refuses")
    void nothingRecovers() {
      promised(alice.register());
      server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 60");
      server.drop();
      time.advance(Duration.ofSeconds(2));
      server.answer(server.receive(SipMethod.REGISTER), 503);
      assertThat(alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
      assertThat(aliceHears.lines()).endsWith("UNREGISTERED SIP_FAILURE_CODE");
    }
  }

  @Test
  @DisplayName("#52 registrationExpiring is told before the refresh")
  void expiringIsTold() {
    register("60");
    time.advance(Duration.ofSeconds(55));
    assertThat(aliceHears.lines()).containsExactly("expiring in 5 s");
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }
}
