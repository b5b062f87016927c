package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioQueueTest {

  private final PcmFrame frame = new PcmFrame();

  @ParameterizedTest
  @ValueSource(ints = {8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000, 96_000, 44_101})
  void soundOfAnyRateKeepsPitchLevelAndLength(int rate) {
    AudioQueue queue = new AudioQueue(rate, Duration.ofSeconds(2));
    short[] second = tone(1000, rate, rate);
    int done = 0;
    for (int piece = 1; done < rate; piece = piece * 2 % 1021) { // pieces of all sizes
      done += queue.offer(second, done, Math.min(piece, rate - done));
    }
    queue.end();
    short[] sound = Sounds.readAll(queue);
    assertThat(sound.length).isBetween(47_900, 48_960);
    short[] middle = Arrays.copyOfRange(sound, 4_800, 43_200);
    assertThat(Goertzel.amplitude(middle, 1000)).isCloseTo(0.5, within(0.01));
    assertThat(Goertzel.level(middle)).isCloseTo(0.5 / Math.sqrt(2), within(0.01));
  }

  @Test
  void soundBeyondWhatTheCallCarriesDoesNotAlias() {
    AudioQueue queue = new AudioQueue(96_000, Duration.ofSeconds(2));
    queue.offer(tone(30_000, 96_000, 96_000), 0, 96_000);
    assertThat(Goertzel.level(Sounds.read(queue, 80))).isLessThan(0.01);
  }

  @Test
  void anEmptyQueueIsSilenceAndDoesNotEnd() {
    AudioQueue queue = new AudioQueue(48_000, Duration.ofSeconds(1));
    Arrays.fill(frame.samples(), (short) 7);
    assertThat(queue.read(frame)).isTrue();
    assertThat(frame.samples()).containsOnly(0);
  }

  @Test
  void aFullQueueTakesWhatFits() {
    AudioQueue queue = new AudioQueue(48_000, Duration.ofMillis(20));
    int taken = queue.offer(new short[2000], 0, 2000);
    assertThat(taken).isBetween(950, 960);
    assertThat(queue.offer(new short[100], 0, 100)).isLessThan(10);
    assertThat(queue.queued()).isBetween(Duration.ofMillis(19), Duration.ofMillis(20));
    queue.read(frame);
    assertThat(queue.offer(new short[100], 0, 100)).isEqualTo(100);
  }

  @Test
  void aWriterIsHeldBackUntilTheCallHasReadOn() {
    AudioQueue queue = new AudioQueue(48_000, Duration.ofMillis(20));
    short[] loud = new short[4800];
    Arrays.fill(loud, (short) 9);
    CompletableFuture<Void> writing = inThread(() -> queue.put(loud, 0, loud.length));
    int heard = 0;
    long deadline = System.nanoTime() + Party.PATIENCE.toNanos();
    while (heard < loud.length && System.nanoTime() < deadline) {
      queue.read(frame);
      for (short sample : frame.samples()) {
        heard += sample == 9 ? 1 : 0;
      }
    }
    assertThat(heard).isEqualTo(loud.length);
    assertThat(writing).succeedsWithin(Party.PATIENCE);
  }

  @Test
  void itTellsWhenAllThatWasAddedHasBeenSent() {
    AudioQueue queue = new AudioQueue(48_000, Duration.ofSeconds(1));
    assertThat(queue.drained()).succeedsWithin(Party.PATIENCE);
    queue.offer(new short[1000], 0, 1000);
    CompletableFuture<Void> drained = queue.drained();
    queue.read(frame);
    queue.read(frame);
    assertThat(drained).isNotDone();
    queue.read(frame);
    assertThat(drained).succeedsWithin(Party.PATIENCE);
  }

  @Test
  void clearingDropsWhatWaitsAndCountsAsDrained() {
    AudioQueue queue = new AudioQueue(48_000, Duration.ofSeconds(1));
    short[] loud = new short[4800];
    Arrays.fill(loud, (short) 9);
    queue.offer(loud, 0, loud.length);
    CompletableFuture<Void> drained = queue.drained();
    queue.clear();
    assertThat(queue.read(frame)).isTrue();
    assertThat(frame.samples()).containsOnly(0);
    assertThat(drained).succeedsWithin(Party.PATIENCE);
  }

  @Test
  void clearingFreesAWriterThatWaitsWhileNobodyReads() {
    AudioQueue held = new AudioQueue(48_000, Duration.ofMillis(20));
    CompletableFuture<Void> writing = inThread(() -> held.put(new short[1500], 0, 1500));
    await().atMost(Party.PATIENCE).until(() -> held.queued().toMillis() >= 19);
    CompletableFuture<Void> drained = held.drained();
    held.clear();
    assertThat(drained).succeedsWithin(Party.PATIENCE);
    assertThat(writing).succeedsWithin(Party.PATIENCE);
  }

  @Test
  void anEndedQueueIsPlayedToItsEndAndTakesNoMore() {
    AudioQueue queue = new AudioQueue(48_000, Duration.ofSeconds(1));
    queue.offer(tone(440, 48_000, 600), 0, 600);
    queue.end();
    queue.end();
    assertThat(queue.read(frame)).isTrue();
    assertThat(queue.read(frame)).isTrue();
    assertThat(queue.read(frame)).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> queue.offer(new short[1], 0, 1));
  }

  @Test
  void closingFreesAWriterThatWaitsAndWhoeverWaitsForTheEnd() {
    AudioQueue queue = new AudioQueue(48_000, Duration.ofMillis(20));
    CompletableFuture<Void> writing = inThread(() -> queue.put(new short[9600], 0, 9600));
    await().atMost(Party.PATIENCE).until(() -> queue.queued().toMillis() >= 19);
    CompletableFuture<Void> drained = queue.drained();
    queue.close();
    assertThat(writing)
        .failsWithin(Party.PATIENCE)
        .withThrowableOfType(Exception.class)
        .withMessageContaining("ended or closed");
    assertThat(drained).succeedsWithin(Party.PATIENCE);
    assertThat(queue.read(frame)).isFalse();
  }

  @Test
  void aWriterThatWaitsCanBeInterrupted() {
    AudioQueue queue = new AudioQueue(48_000, Duration.ofMillis(20));
    AtomicReference<Thread> writer = new AtomicReference<>();
    CompletableFuture<Void> writing =
        inThread(
            () -> {
              writer.set(Thread.currentThread());
              queue.put(new short[9600], 0, 9600);
            });
    await().atMost(Party.PATIENCE).until(() -> writer.get() != null);
    writer.get().interrupt();
    assertThat(writing)
        .failsWithin(Party.PATIENCE)
        .withThrowableOfType(Exception.class)
        .withCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void whatCannotBeIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AudioQueue(100, Duration.ofSeconds(1)))
        .withMessageContaining("100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AudioQueue(8000, Duration.ofMillis(1)))
        .withMessageContaining("PT0.001S");
  }

  private interface Action {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inThread(Action action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private static short[] tone(double frequency, int rate, int samples) {
    short[] tone = new short[samples];
    for (int i = 0; i < samples; i++) {
      double value = 0.5 * Math.sin(2 * Math.PI * frequency * i / rate);
      tone[i] = (short) Math.round(value * Short.MAX_VALUE);
    }
    return tone;
  }
}
