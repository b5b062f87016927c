package io.jasip.webrtc.internal.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.webrtc.AudioSource.Tone;
import io.jasip.webrtc.Goertzel;
import io.jasip.webrtc.PcmFrame;
import io.jasip.webrtc.Sounds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToneSequenceTest {

  private static final Tone HIGH = new Tone(1000, Duration.ofMillis(50));
  private static final Tone LOW = new Tone(500, Duration.ofMillis(50));

  @Test
  void anEndlessSequenceBeginsAnew() {
    ToneSequence sequence = new ToneSequence(List.of(HIGH, LOW), 0.5, true);
    for (int i = 0; i < 20; i++) {
      assertThat(Goertzel.strongest(Sounds.read(sequence, 5), 500, 1000)).isEqualTo(1000);
      assertThat(Goertzel.strongest(Sounds.read(sequence, 5), 500, 1000)).isEqualTo(500);
    }
  }

  @Test
  void aToneBeginsAndEndsWithoutAClick() {
    short[] sound = Sounds.readAll(new ToneSequence(List.of(HIGH, LOW), 1.0, false));
    double steepest = 2 * Math.PI * 1000 / PcmFrame.SAMPLE_RATE * Short.MAX_VALUE * 1.1;
    for (int i = 1; i < sound.length; i++) {
      assertThat(Math.abs(sound[i] - sound[i - 1])).as("step at %d", i).isLessThan((int) steepest);
    }
    assertThat(Math.abs(sound[0])).isLessThan((short) 100);
    assertThat(Math.abs(sound[sound.length - 1])).isLessThan((short) 100);
  }

  @Test
  void aToneMayEndWithinAFrame() {
    short[] sound =
        Sounds.readAll(
            new ToneSequence(List.of(new Tone(1000, Duration.ofMillis(25))), 0.5, false));
    assertThat(sound).hasSize(3 * PcmFrame.SAMPLES);
    assertThat(sound).endsWith(new short[PcmFrame.SAMPLES / 2]);
  }
}
