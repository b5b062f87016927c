package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.examples.asterisk.AsteriskServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ctrl-C while the test call is up. */
class DoctorInterruptedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.alone(22);

  @Test
  void the_test_call_is_hung_up() {
    Child child =
        Child.start(
            Dialer.class,
            "doctor",
            pbx.wssUrl(),
            "--user",
            "250",
            "--password",
            "secret250",
            "--ca",
            pbx.caFile().toString());
    await().atMost(PATIENCE).until(() -> pbx.cli("core show channels").contains("Echo"));

    child.terminate();
    Screen screen = child.screen();

    assertThat(screen.err()).isEmpty();
    assertThat(screen.out()).contains("Registration").doesNotContain("It breaks here", "✗");
    await().atMost(PATIENCE).until(() -> pbx.cli("core show channels").contains("0 active calls"));
  }
}
