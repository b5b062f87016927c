package io.jasip.webrtc.internal.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Events of a call, told one after the other. */
class SerialTasksTest {

  private final Queue<Runnable> executor = new ArrayDeque<>();
  private final SerialTasks events = new SerialTasks(executor::add, "The listener");
  private final List<Integer> told = new ArrayList<>();

  @Test
  void eventsAreToldInOrderByOneTaskOfTheExecutor() {
    for (int i = 0; i < 3; i++) {
      int event = i;
      events.run(() -> told.add(event));
    }
    assertThat(executor).hasSize(1);
    executor.remove().run();
    assertThat(told).containsExactly(0, 1, 2);
  }

  @Test
  void aListenerThatNeverReturnsDoesNotFillTheMemory() {
    for (int i = 0; i < 100_000; i++) {
      int event = i;
      events.run(() -> told.add(event));
    }
    executor.remove().run();
    assertThat(told).hasSize(SerialTasks.MOST).startsWith(0, 1, 2);
    events.run(() -> told.add(-1));
    executor.remove().run();
    assertThat(told).as("it hears what comes later").endsWith(-1);
  }
}
