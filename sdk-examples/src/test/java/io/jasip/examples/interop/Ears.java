package io.jasip.examples.interop;

import static org.awaitility.Awaitility.await;

import io.jasip.examples.audio.ToneMeter;
import java.time.Duration;

/** A tone meter that can be waited for. */
final class Ears extends ToneMeter {

  /** Waits until the tone has been heard for a quarter of a second. */
  void awaitTone(double hertz) {
    await("tone of " + hertz + " Hz")
        .atMost(Duration.ofSeconds(10))
        .until(() -> windowsWith(hertz) >= 5);
  }

  /** Waits until nothing has been heard for half a second. */
  void awaitSilence() {
    await("silence")
        .atMost(Duration.ofSeconds(10))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              long loud = loudWindows();
              clear();
              return loud == 0;
            });
  }
}
