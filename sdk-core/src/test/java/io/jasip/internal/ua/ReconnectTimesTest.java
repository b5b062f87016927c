package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.ReconnectPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a server that has failed is left alone. */
class ReconnectTimesTest {

  private static final Duration YOUNG = Duration.ofSeconds(10);
  private static final Duration OLD = Duration.ofMinutes(3);

  private static Duration pause(
      double random, Layer layer, int code, Duration outage, int failures) {
    return new ReconnectTimes(ReconnectPolicy.DEFAULT, () -> random)
        .afterFailure(new ConnectionFailedException(layer, "test", code, null), outage, failures);
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 8", "3, 16", "4, 30", "5, 30", "1000000, 30"})
  void theWindowDoublesUpToTheLargest(int failures, long seconds) {
    assertThat(pause(0.5, Layer.TCP, 0, OLD, failures))
        .isEqualTo(Duration.ofSeconds(seconds).dividedBy(2));
  }

  @Test
  void theWholeWindowIsUsed() {
    assertThat(pause(0, Layer.TCP, 0, OLD, 5)).isZero();
    assertThat(pause(0.999, Layer.TCP, 0, OLD, 5)).isGreaterThan(Duration.ofMillis(29_900));
  }

  /** One in two thousand came back at once, as long as the window had two thousand milliseconds. */
  @Test
  void theWindowIsNotDividedIntoMilliseconds() {
    assertThat(pause(1e-6, Layer.TCP, 0, YOUNG, 0)).isEqualTo(Duration.ofNanos(2_000));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"TCP, 0", "DNS, 0", "WEBSOCKET, 1006", "HTTP, 404", "HTTP, 400", "HTTP, 503"})
  void aServerThatRestartsIsAskedOftenAtFirst(Layer layer, int code) {
    assertThat(pause(0.999, layer, code, YOUNG, 0)).isLessThan(Duration.ofSeconds(2));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"TLS, 0", "HTTP, 401", "HTTP, 403", "HTTP, 410", "HTTP, 302"})
  void aServerThatDoesNotWantUsIsNotHammered(Layer layer, int code) {
    assertThat(pause(0, layer, code, YOUNG, 0)).hasSeconds(15);
    assertThat(pause(0.999, layer, code, YOUNG, 0)).isLessThan(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"404", "400"})
  void afterAWhileAMissingPathIsNoRestartAnyMore(int status) {
    assertThat(pause(0, Layer.HTTP, status, OLD, 1)).hasSeconds(15);
  }

  @Test
  void retryAfterIsObeyed() {
    ReconnectTimes times = new ReconnectTimes(ReconnectPolicy.DEFAULT, () -> 0.5);
    ConnectionFailedException busy =
        new ConnectionFailedException(Layer.HTTP, "busy", 503, null, Duration.ofSeconds(77));
    assertThat(times.afterFailure(busy, YOUNG, 0)).hasSeconds(77);
  }
}
