package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.examples.soak.SoakReport;
import io.jasip.examples.soak.Vitals;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dialer soak} inside the process, and what its report counts as good. */
class SoakTest {

  private static final Vitals BEFORE = new Vitals(50, 100, 30_000_000);

  @Test
  void someSecondsOnABadNetwork() {
    Screen screen =
        Screen.of("soak", "--for", "4s", "--talk", "200ms", "--faults", "2s", "--phones", "2");
    assertThat(screen.err()).isEmpty();
    assertThat(screen.out())
        .contains("calls answered: ", "registered at the end: 2 of 2", "good: nothing has leaked");
    assertThat(screen.code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 2, 52, 105, 40000000, true",
    "0, 2, 52, 105, 40000000, false",
    "10, 1, 52, 105, 40000000, false",
    "10, 2, 90, 105, 40000000, false",
    "10, 2, 52, 200, 40000000, false",
    "10, 2, 52, 105, 90000000, false"
  })
  void whatIsGood(
      int answered, int registered, int threads, long descriptors, long heap, boolean good) {
    SoakReport report =
        new SoakReport(
            answered,
            Map.of("CONNECTION_ERROR", 3),
            Map.of("CUT", 2),
            2,
            40,
            90,
            2,
            registered,
            BEFORE,
            new Vitals(threads, descriptors, heap));
    assertThat(report.isGood()).isEqualTo(good);
    assertThat(report.text()).contains(good ? "good: nothing" : "not good: ", "3 CONNECTION_ERROR");
  }

  @ParameterizedTest
  @CsvSource({"--for, soon", "--phones, 0", "--faults, 3"})
  void optionsThatMakeNoSense(String option, String value) {
    Screen screen = Screen.of("soak", option, value);
    assertThat(screen.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(screen.err()).contains(option, value);
  }

  @Test
  void faultsOnTheWayToAnotherMachine() {
    Screen screen =
        Screen.of("soak", "--server", "wss://pbx.example.com/ws", "--user", "250", "--for", "1s");
    assertThat(screen.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(screen.err()).contains("pbx.example.com", "--faults 0s");
  }
}
