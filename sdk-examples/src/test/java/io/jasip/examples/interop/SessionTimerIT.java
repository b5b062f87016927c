package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallFailedException;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.SessionTimers;
import io.jasip.SessionTimers.Refresher;
import io.jasip.examples.asterisk.AsteriskServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Session timers (RFC 4028): the endpoint of extension 261 has {@code timers=required} and the
 * shortest interval that there is, 90 s.
 */
class SessionTimerIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_call_without_session_timers_is_refused(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "261").register()) {
      CallOptions noTimers = alice.options(440).sessionTimers(SessionTimers.OFF).build();
      assertThatThrownBy(() -> Softphone.get(alice.ua.call("9999", noTimers).answered()))
          .isInstanceOfSatisfying(
              CallFailedException.class, failure -> assertThat(failure.status()).isEqualTo(421));
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void asterisk_calls_alice_with_a_session_timer(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "261").register();
        Softphone bob = Softphone.of(pbx, "250").register()) {
      Call outgoing = bob.ua.call("261", bob.whistling(900));
      Call incoming = alice.answer(500);
      Softphone.get(outgoing.answered());

      assertThat(alice.received("INVITE"))
          .singleElement()
          .satisfies(invite -> assertThat(invite).containsPattern("\nRequire: .*timer"));
      assertThat(alice.sent("SIP/2.0 200"))
          .anySatisfy(ok -> assertThat(ok).contains("\nSession-Expires: 90;refresher="));
      alice.ears.awaitTone(900);
      bob.ears.awaitTone(500);
      Softphone.get(incoming.hangup());
    }
  }

  /** The refresh is due after half the interval, hence the patience. */
  @Test
  void calls_are_refreshed_by_alice_or_by_asterisk() {
    try (Softphone alice16 = Softphone.of(asterisk16, "261").register();
        Softphone bob16 = Softphone.of(asterisk16, "261").register();
        Softphone alice22 = Softphone.of(asterisk22, "261").register();
        Softphone bob22 = Softphone.of(asterisk22, "261").register()) {
      List<Call> calls =
          List.of(
              echo(alice16, Refresher.LOCAL),
              echo(alice22, Refresher.LOCAL),
              echo(bob16, Refresher.REMOTE),
              echo(bob22, Refresher.REMOTE));

      await()
          .atMost(Duration.ofSeconds(70))
          .untilAsserted(
              () -> {
                assertThat(alice16.sent("UPDATE")).isNotEmpty();
                assertThat(alice22.sent("UPDATE")).isNotEmpty();
                assertThat(refreshes(bob16)).isNotEmpty();
                assertThat(refreshes(bob22)).isNotEmpty();
              });

      for (Softphone phone : List.of(alice16, bob16, alice22, bob22)) {
        phone.ears.clear();
        phone.ears.awaitTone(440);
      }
      assertThat(calls)
          .allSatisfy(call -> assertThat(call.state()).isEqualTo(CallState.ESTABLISHED));
    }
  }

  private static Call echo(Softphone phone, Refresher refresher) {
    SessionTimers timers = SessionTimers.of(Duration.ofSeconds(90)).withRefresher(refresher);
    CallOptions options = phone.options(440).sessionTimers(timers).build();
    return Softphone.get(phone.ua.call("9999", options).answered());
  }

  /** What Asterisk has sent to refresh the session of a call that it was called by. */
  private static List<String> refreshes(Softphone phone) {
    return Stream.of("INVITE", "UPDATE")
        .flatMap(method -> phone.received(method).stream())
        .toList();
  }
}
