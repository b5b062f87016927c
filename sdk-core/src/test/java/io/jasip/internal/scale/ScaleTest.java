package io.jasip.internal.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** {@link ScaleBenchmark} in small. */
@Isolated("all threads are counted")
class ScaleTest {

  private static final int SIZE = 300;

  @Test
  void noRegistrationIsLostWhenAllRefreshAtOnce() {
    try (Registrar registrar = new Registrar();
        Swarm swarm = new Swarm()) {
      swarm.grow(SIZE, registrar.port());
      assertThat(swarm.registered()).isEqualTo(SIZE);
      for (int round = 1; round <= 3; round++) {
        int all = SIZE * (round + 1);
        swarm.passTime();
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(swarm.confirmed()).isEqualTo(all));
        assertThat(swarm.lost()).isZero();
        assertThat(registrar.accepted()).isEqualTo(all);
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("jasip-"))
          .hasSizeLessThan(40);
    }
  }
}
