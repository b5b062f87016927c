package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server that asks its own STUN server before it answers is known by the time that this takes.
 */
class CallTimesTest {

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "300, false",
    "1000, false",
    "2500, false",
    "2700, true",
    "3000, true",
    "3850, true",
    "4100, false",
    "5500, false",
    "6010, true",
    "7100, false",
    "9030, true",
    "9600, true",
    "10500, false"
  })
  void tries_of_stun(long waitedMs, boolean are) {
    assertThat(CallTimes.areTriesOfStun(Duration.ofMillis(waitedMs))).isEqualTo(are);
  }
}
