package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.examples.asterisk.AsteriskServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ctrl-C while the phones of a soak are talking. */
class SoakInterruptedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.alone(22);

  @Test
  void all_phones_hang_up_and_unregister() {
    Child child =
        Child.start(
            Dialer.class,
            "soak",
            "--server",
            pbx.wssUrl(),
            "--user",
            "250",
            "--password",
            "secret250",
            "--ca",
            pbx.caFile().toString(),
            "--talk",
            "10m",
            "--faults",
            "0s");
    await().atMost(PATIENCE).until(() -> pbx.cli("core show channels").contains("3 active calls"));

    child.terminate();
    Screen screen = child.screen();

    assertThat(screen.err()).isEmpty();
    assertThat(pbx.cli("pjsip show contacts")).contains("No objects found");
    await().atMost(PATIENCE).until(() -> pbx.cli("core show channels").contains("0 active calls"));
  }
}
