package io.jasip.examples.interop;

import static org.awaitility.Awaitility.await;

import io.jasip.examples.audio.ToneMeter;
import java.time.Duration;

/** A tone meter that can be waited for. */
final class Ears extends ToneMeter {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Waits until the tone has been heard for a quarter of a second. */
  void awaitTone(double hertz) {
    await("tone of " + hertz + " Hz").atMost(PATIENCE).until(() -> windowsWith(hertz) >= 5);
  }

  /**
   * Waits until nothing has been heard for half a second. A server that pauses is silent for as
   * long: sound may come after this that was on its way before.
   */
  void awaitSilence() {
    clear();
    await("silence")
        .atMost(PATIENCE)
        .pollDelay(Duration.ofMillis(500))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              long loud = loudWindows();
              clear();
              return loud == 0;
            });
  }
}
