package io.jasip.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a registration is refreshed and tried again (RFC 5626 sections 4.4.1 and 4.5). */
class RegistrationTimesTest {

  private static RegistrationTimes with(double random) {
    return new RegistrationTimes(() -> random);
  }

  @ParameterizedTest(name = "#45 of {0} s granted, at {2} s with the dice at {1}")
  @CsvSource({
    "3600, 0, 1800",
    "3600, 0.5, 2684",
    "3600, 1, 3568",
    "600, 0, 300",
    "600, 1, 568",
    "64, 0.5, 59",
    "40, 0.9, 35",
    "8, 0, 4",
    "1, 0, 1",
    "0, 0, 1"
  })
  void refresh(long expires, double random, long at) {
    assertThat(with(random).refresh(Duration.ofSeconds(expires))).hasSeconds(at);
  }

  @ParameterizedTest(name = "#51 after {0} failures, another flow works: {1}: {2} to {3} s")
  @CsvSource({
    "1, false, 30, 60",
    "2, false, 60, 120",
    "3, false, 120, 240",
    "5, false, 480, 960",
    "6, false, 900, 1800",
    "99, false, 900, 1800",
    "1, true, 90, 180",
    "2, true, 180, 360",
    "99, true, 900, 1800"
  })
  void retry(int failures, boolean anotherWorks, long least, long most) {
    assertThat(with(0).retry(failures, anotherWorks, null)).hasSeconds(least);
    assertThat(with(1).retry(failures, anotherWorks, null)).hasSeconds(most);
  }

  @Test
  void aServerThatNamesALongerPauseIsObeyed() {
    assertThat(with(0).retry(1, false, Duration.ofSeconds(300))).hasSeconds(300);
    assertThat(with(0).retry(1, false, Duration.ofSeconds(3))).hasSeconds(30);
  }

  @Test
  void signsOfLifeComeInTheLastFifthOfTheTime() {
    assertThat(with(0).keepAlive(Duration.ofSeconds(100))).hasSeconds(80);
    assertThat(with(1).keepAlive(Duration.ofSeconds(100))).hasSeconds(100);
  }
}
