package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.examples.asterisk.AsteriskServer;
import io.netty.util.ResourceLeakDetector;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The short form of {@code dialer soak}, against a real Asterisk. */
class SoakIT {

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);

  @BeforeEach
  void theDetectorIsOn() {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
  }

  @Test
  void two_minutes_of_calls_on_a_bad_network_leave_nothing() {
    try (LeakLog leaks = new LeakLog()) {
      Screen screen =
          Screen.of(
              "soak",
              "--for",
              System.getProperty("jasip.soak", "100s"),
              "--phones",
              "3",
              "--faults",
              "8s",
              "--server",
              pbx.wssUrl(),
              "--ca",
              pbx.caFile().toString(),
              "--user",
              "250",
              "--password",
              "secret250",
              "--json");
      System.out.println(screen.out());
      assertThat(screen.err()).isEmpty();
      assertThat(screen.code()).isZero();
      Map<String, Object> report = screen.event("report");
      assertThat(report.get("registered")).isEqualTo(3);
      assertThat((Integer) report.get("answered")).isGreaterThan(10);
      assertThat((Integer) report.get("reconnects")).isPositive();
      assertThat((Map<?, ?>) report.get("faults")).as("that have struck").isNotEmpty();
      assertThat(((Map<?, ?>) report.get("failures")).keySet().toString())
          .doesNotContain("HANGS", "INTERNAL_ERROR");
      assertThat(leaks.afterCollection()).isEmpty();
    }
  }
}
