package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.jasip.ListenerHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Level meter, queue, fan-out. */
class AudioSinksTest {

  @Test
  void aSineOfHalfScaleIsSixDecibelsBelowOneOfFullScale() {
    List<AudioLevel> levels = new CopyOnWriteArrayList<>();
    AudioLevelMeter meter = new AudioLevelMeter(Duration.ofMillis(50), levels::add, Runnable::run);
    play(AudioSource.tone(1000, 1), meter, 5);
    play(AudioSource.tone(1000, 0.5), meter, 5);
    play(AudioSource.silence(), meter, 9);
    assertThat(levels).hasSize(3);
    assertThat(levels.get(0).peak()).isCloseTo(0, within(0.01));
    assertThat(levels.get(0).rms()).isCloseTo(-3.01, within(0.5)); // it is faded in
    assertThat(levels.get(1).peak()).isCloseTo(-6.02, within(0.01));
    assertThat(levels.get(1).rms()).isCloseTo(-9.03, within(0.5));
    assertThat(levels.get(2)).isEqualTo(new AudioLevel(-127, -127));
    assertThat(meter.latest()).isEqualTo(levels.get(2));
  }

  @Test
  void aRecognizerHearsAtItsOwnRate() {
    List<short[]> heard = new CopyOnWriteArrayList<>();
    play(AudioSource.tone(1000, 0.5), AudioSink.at(16_000, heard::add), 100);
    int samples = heard.stream().mapToInt(part -> part.length).sum();
    assertThat(samples).isBetween(15_900, 16_000);
    assertThat(heard.get(50)).hasSize(160);
    int crossings = 0;
    for (int i = 1; i < 160; i++) {
      crossings += heard.get(50)[i - 1] < 0 && heard.get(50)[i] >= 0 ? 1 : 0;
    }
    assertThat(crossings).isBetween(9, 10); // 1000 Hz for 10 ms
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AudioSink.at(16, heard::add))
        .withMessageContaining("sampleRate 16");
  }

  @Test
  void theLoudestNegativeSampleIsFullScale() {
    AudioLevelMeter meter = new AudioLevelMeter(Duration.ofMillis(10), level -> {});
    PcmFrame frame = new PcmFrame();
    Arrays.fill(frame.samples(), Short.MIN_VALUE);
    meter.write(frame);
    assertThat(meter.latest()).isEqualTo(new AudioLevel(0, 0));
  }

  @Test
  void levelsAreToldInOrderAlsoAfterOneThatThrows() {
    List<Double> peaks = new CopyOnWriteArrayList<>();
    AudioLevelMeter meter =
        new AudioLevelMeter(
            Duration.ofMillis(10),
            level -> {
              peaks.add(level.peak());
              throw new IllegalStateException("of the application");
            });
    PcmFrame frame = new PcmFrame();
    for (int i = 1; i <= 100; i++) {
      frame.samples()[0] = (short) (300 * i);
      meter.write(frame);
    }
    await().atMost(Party.PATIENCE).until(() -> peaks.size() == 100);
    assertThat(peaks).isSorted();
  }

  @Test
  void anExecutorThatWasShutDownDoesNotReachTheAudioThread() {
    AudioLevelMeter meter =
        new AudioLevelMeter(
            Duration.ofMillis(10),
            level -> {},
            task -> {
              throw new RejectedExecutionException("shut down");
            });
    play(AudioSource.tone(440, 0.5), meter, 3);
    assertThat(meter.latest().peak()).isGreaterThan(-10);
  }

  @Test
  void anIntervalBelowAFrameIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AudioLevelMeter(Duration.ofMillis(9), level -> {}))
        .withMessageContaining("PT0.009S");
  }

  @Test
  void theQueueDropsTheOldestAndCounts() throws InterruptedException {
    AudioSinkQueue queue = new AudioSinkQueue(Duration.ofMillis(30));
    PcmFrame frame = new PcmFrame();
    for (int i = 1; i <= 5; i++) {
      frame.samples()[0] = (short) i;
      queue.write(frame);
    }
    assertThat(queue.dropped()).isEqualTo(2);
    assertThat(queue.queued()).isEqualTo(Duration.ofMillis(30));
    assertThat(first(queue.poll())).isEqualTo(3);
    assertThat(first(queue.poll(Party.PATIENCE))).isEqualTo(4);
    queue.close();
    queue.write(frame);
    assertThat(queue.isFinished()).isFalse();
    assertThat(first(queue.poll())).isEqualTo(5);
    assertThat(queue.isFinished()).isTrue();
    assertThat(queue.poll(Party.PATIENCE)).isNull();
    assertThat(queue.poll()).isNull();
    assertThat(queue.queued()).isZero();
  }

  @Test
  void theFanOutGivesToAllAndNoOneHurtsAnother() {
    AudioFanOut out = new AudioFanOut();
    AudioSinkQueue left = new AudioSinkQueue(Duration.ofSeconds(1));
    AudioSinkQueue right = new AudioSinkQueue(Duration.ofSeconds(1));
    ListenerHandle first = out.add(left);
    out.add(
        frame -> {
          throw new IllegalStateException("of the application");
        });
    out.add(right);
    play(AudioSource.tone(440, 0.5), out, 3);
    first.remove();
    first.remove();
    play(AudioSource.tone(440, 0.5), out, 4);
    assertThat(left.queued()).isEqualTo(Duration.ofMillis(30));
    assertThat(right.queued()).isEqualTo(Duration.ofMillis(70));
  }

  private static int first(PcmFrame frame) {
    return frame.samples()[0];
  }

  private static void play(AudioSource source, AudioSink sink, int frames) {
    PcmFrame frame = new PcmFrame();
    for (int i = 0; i < frames; i++) {
      source.read(frame);
      sink.write(frame);
    }
  }
}
