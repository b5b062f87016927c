package io.jasip.webrtc.internal.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Engines that are made before they are needed. */
class EnginePoolTest {

  @Test
  void anEngineThatCannotBeMadeAheadFailsTheCallThatNeedsItAndNothingElse() {
    AtomicInteger attempts = new AtomicInteger();
    EnginePool pool =
        new EnginePool(
            () -> {
              attempts.incrementAndGet();
              throw new Error("no audio system"); // how the binding reports it
            },
            Runnable::run);
    pool.refill();
    pool.refill();
    assertThat(attempts).as("each refill tries again").hasValue(2);
    assertThatThrownBy(pool::take).hasMessage("no audio system");
  }
}
