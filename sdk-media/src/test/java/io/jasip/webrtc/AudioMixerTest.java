package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.jasip.webrtc.AudioMixer.Participant;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AudioMixerTest {

  private final AudioMixer mixer = new AudioMixer();

  @AfterEach
  void close() {
    mixer.close();
  }

  @Test
  void everybodyHearsAllOthersAndNotThemselves() {
    Caller alice = new Caller(mixer.admit(), 500, 0.2);
    Caller bob = new Caller(mixer.admit(), 1000, 0.2);
    Caller carol = new Caller(mixer.admit(), 2000, 0.2);
    Ear everything = new Ear();
    mixer.addSink(everything);
    run(60, alice, bob, carol);
    assertHears(alice, false, true, true);
    assertHears(bob, true, false, true);
    assertHears(carol, true, true, false);
    assertThat(everything.hears(500) && everything.hears(1000) && everything.hears(2000)).isTrue();
  }

  @Test
  void whoLeavesIsHeardNoMoreAndHearsNothing() {
    Caller alice = new Caller(mixer.admit(), 500, 0.2);
    Caller bob = new Caller(mixer.admit(), 1000, 0.2);
    run(60, alice, bob);
    bob.seat.close();
    bob.seat.close();
    assertThat(mixer.size()).isEqualTo(1);
    Caller carol = new Caller(mixer.admit(), 2000, 0.2);
    run(60, alice, bob, carol);
    assertHears(alice, false, false, true);
    assertThat(bob.ear.hearsNothing()).isTrue();
    assertHears(carol, true, false, false);
  }

  @Test
  void aSumThatIsTooLoudIsTurnedDownAndNotClipped() {
    Caller alice = new Caller(mixer.admit(), 500, 0);
    Caller[] loud =
        IntStream.rangeClosed(1, 4)
            .mapToObj(i -> new Caller(mixer.admit(), 1000 * i, 0.9))
            .toArray(Caller[]::new);
    run(60, alice, loud[0], loud[1], loud[2], loud[3]);
    for (int i = 1; i <= 4; i++) {
      assertThat(Goertzel.amplitude(alice.ear.sound(), 1000 * i)).isBetween(0.2, 0.5);
    }
    // Clipping would make tones that nobody sends.
    for (int harmonic : new int[] {5000, 6000, 7000, 9000, 11000}) {
      assertThat(Goertzel.amplitude(alice.ear.sound(), harmonic)).isLessThan(0.005);
    }
  }

  @Test
  void aClockThatIsFastIsKeptUpWithAndOneThatIsSlowLeavesGaps() {
    Caller fast = new Caller(mixer.admit(), 500, 0.3);
    Caller slow = new Caller(mixer.admit(), 1000, 0.3);
    Caller alice = new Caller(mixer.admit(), 2000, 0.3);
    for (int i = 1; i <= 1500; i++) { // fifteen seconds
      fast.talk();
      if (i % 50 == 0) {
        fast.talk(); // two percent fast
        fast.listen();
      }
      if (i % 50 != 0) { // two percent slow
        slow.talk();
        slow.listen();
      }
      alice.talk();
      mixer.mix();
      fast.listen();
      alice.listen();
    }
    assertThat(alice.ear.hears(500)).isTrue();
    assertThat(alice.ear.hears(1000)).isTrue();
    assertThat(fast.ear.hears(2000)).isTrue();
    assertThat(slow.ear.hears(2000)).isTrue();
  }

  @Test
  void itMixesByItselfOnAThreadOfItsOwn() {
    Participant alice = mixer.join();
    Participant bob = mixer.join();
    Caller talking = new Caller(alice, 500, 0.3);
    Caller listening = new Caller(bob, 1000, 0);
    await()
        .atMost(Party.PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              talking.talk();
              listening.listen();
              return Goertzel.amplitude(listening.ear.sound(), 500) > 0.05;
            });
    mixer.close();
    assertThatIllegalStateException().isThrownBy(mixer::join);
    assertThat(mixer.size()).isZero();
  }

  private void run(int frames, Caller... callers) {
    for (int i = 0; i < frames; i++) {
      for (Caller each : callers) {
        each.talk();
      }
      mixer.mix();
      for (Caller each : callers) {
        each.listen();
      }
    }
  }

  private static void assertHears(Caller caller, boolean low, boolean middle, boolean high) {
    assertThat(caller.ear.hears(500)).isEqualTo(low);
    assertThat(caller.ear.hears(1000)).isEqualTo(middle);
    assertThat(caller.ear.hears(2000)).isEqualTo(high);
  }

  /** A call with its own clock. */
  private static final class Caller {
    final Participant seat;
    final Ear ear = new Ear();
    private final AudioSource voice;
    private final AudioSink mouth;
    private final AudioSource received;
    private final PcmFrame frame = new PcmFrame();

    Caller(Participant seat, double tone, double amplitude) {
      this.seat = seat;
      this.voice = AudioSource.tone(tone, amplitude);
      this.mouth = seat.sink();
      this.received = seat.source();
    }

    void talk() {
      voice.read(frame);
      mouth.write(frame);
    }

    void listen() {
      received.read(frame);
      ear.write(frame);
    }
  }
}
