package io.jasip.webrtc.internal.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jasip.webrtc.Goertzel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

  @ParameterizedTest
  @CsvSource({
    "8000, 300", "8000, 1000", "8000, 3400", "11025, 1000", "16000, 7000", "22050, 440",
    "32000, 440", "44100, 440", "44100, 15000", "48000, 440", "96000, 1000", "192000, 1000"
  })
  void aToneKeepsItsFrequencyAndItsLevel(int rate, double frequency) {
    short[] sound = Resampler.whole(tone(frequency, rate), rate);
    assertThat(sound).hasSize(48_000);
    assertThat(Goertzel.amplitude(sound, frequency)).isCloseTo(0.5, within(0.03));
    assertThat(Goertzel.level(sound)).isCloseTo(0.5 / Math.sqrt(2), within(0.03));
  }

  @Test
  void whatCannotBeHeardAtTheNewRateDoesNotComeBackAsAnotherTone() {
    short[] sound = Resampler.whole(tone(40_000, 96_000), 96_000);
    assertThat(Goertzel.level(sound)).isLessThan(0.01);
  }

  @Test
  void whatIsTooLoudIsClippedAndNotWrappedAround() {
    // The edge of a step overshoots by some percent (Gibbs).
    short[] step = new short[800];
    Arrays.fill(step, 0, 400, Short.MIN_VALUE);
    Arrays.fill(step, 400, 800, Short.MAX_VALUE);
    short[] sound = Resampler.whole(step, 8_000);
    for (int i = 120; i < 2394; i++) {
      assertThat(sound[i]).isLessThan((short) -25_000);
    }
    for (int i = 2406; i < 4680; i++) {
      assertThat(sound[i]).isGreaterThan((short) 25_000);
    }
  }

  @Test
  void nothingStaysNothing() {
    assertThat(Resampler.whole(new short[0], 8_000)).isEmpty();
    assertThat(Resampler.whole(new short[800], 8_000)).hasSize(4800).containsOnly(0);
  }

  private static short[] tone(double frequency, int rate) {
    short[] tone = new short[rate];
    for (int i = 0; i < rate; i++) {
      double value = 0.5 * Math.sin(2 * Math.PI * frequency * i / rate);
      tone[i] = (short) Math.round(value * Short.MAX_VALUE);
    }
    return tone;
  }
}
