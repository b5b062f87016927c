package io.jasip.webrtc.internal.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstAudioWatchTest {

  private final List<Duration> pauses = new ArrayList<>();
  private boolean connected = true;
  private boolean heard;
  private int found;
  private @Nullable Runnable next;

  private final FirstAudioWatch watch =
      new FirstAudioWatch(
          (pause, look) -> {
            pauses.add(pause);
            next = look;
          },
          () -> connected,
          () -> heard,
          () -> found++);

  @Test
  void itLooksOftenAtFirstThenLessUpToOnceASecond() {
    watch.connected();
    run(300);
    assertThat(pauses.subList(0, 200)).containsOnly(Duration.ofMillis(10));
    assertThat(pauses.get(205)).isGreaterThan(Duration.ofMillis(50));
    assertThat(pauses.subList(220, 300)).containsOnly(Duration.ofSeconds(1));
    heard = true;
    run(1);
    assertThat(found).isEqualTo(1);
    assertThat(next).isNull();
  }

  @Test
  void itStopsWithTheConnectionAndBeginsAnewWithIt() {
    watch.connected();
    run(250);
    connected = false;
    run(1);
    assertThat(next).isNull();
    connected = true;
    watch.connected();
    assertThat(pauses.get(pauses.size() - 1)).isEqualTo(Duration.ofMillis(10));
    watch.connected();
    heard = true;
    run(1);
    watch.connected();
    assertThat(next).as("once found, it looks no more").isNull();
    assertThat(found).isEqualTo(1);
  }

  private void run(int looks) {
    for (int i = 0; i < looks; i++) {
      Runnable look = next;
      next = null;
      assertThat(look).isNotNull();
      look.run();
    }
  }
}
