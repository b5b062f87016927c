package io.jasip.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.loop.SipLoop.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualLoopTest {

  private final VirtualLoop time = new VirtualLoop();
  private final List<String> ran = new ArrayList<>();

  @Test
  void timersRunInTheOrderOfTheirTimes() {
    time.schedule(Duration.ofSeconds(2), () -> ran.add("2 at " + seconds()));
    time.schedule(Duration.ofSeconds(1), () -> ran.add("1 at " + seconds()));
    time.schedule(Duration.ofSeconds(2), () -> ran.add("2b at " + seconds()));
    time.advance(Duration.ofMillis(999));
    assertThat(ran).isEmpty();
    assertThat(time.pendingTimers()).isEqualTo(3);
    time.advance(Duration.ofSeconds(5));
    assertThat(ran).containsExactly("1 at 1", "2 at 2", "2b at 2");
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void aTimerThatATimerStartsRunsInItsTurn() {
    time.schedule(
        Duration.ofSeconds(1),
        () -> time.schedule(Duration.ofSeconds(1), () -> ran.add("at " + seconds())));
    time.advance(Duration.ofSeconds(3));
    assertThat(ran).containsExactly("at 2");
  }

  @Test
  void aTimerThatWasCancelledDoesNotRun() {
    Timer timer = time.schedule(Duration.ofSeconds(1), () -> ran.add("never"));
    timer.cancel();
    time.advance(Duration.ofSeconds(1));
    timer.cancel();
    assertThat(ran).isEmpty();
  }

  @Test
  void callbacksComeAfterTheTaskAndNotOnTheLoop() {
    time.execute(
        () -> {
          time.callbacks().execute(() -> ran.add("callback, on the loop: " + time.inLoop()));
          time.execute(() -> ran.add("second task"));
          time.run(() -> ran.add("at once, on the loop: " + time.inLoop()));
        });
    assertThat(ran)
        .containsExactly(
            "at once, on the loop: true", "second task", "callback, on the loop: false");
    assertThat(time.inLoop()).isFalse();
  }

  private long seconds() {
    return Duration.ofNanos(time.nanoTime()).toSeconds();
  }
}
