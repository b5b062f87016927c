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
    short[] sound = Resampler.resample(tone(frequency, rate), rate);
    assertThat(sound).hasSize(48_000);
    assertThat(Goertzel.amplitude(sound, frequency)).isCloseTo(0.5, within(0.03));
    assertThat(Goertzel.level(sound)).isCloseTo(0.5 / Math.sqrt(2), within(0.03));
  }

  @Test
  void whatCannotBeHeardAtTheNewRateDoesNotComeBackAsAnotherTone() {
    short[] sound = Resampler.resample(tone(40_000, 96_000), 96_000);
    assertThat(Goertzel.level(sound)).isLessThan(0.01);
  }

  @Test
  void whatIsTooLoudIsClippedAndNotWrappedAround() {
    double[] loud = new double[4800];
    Arrays.fill(loud, 3.0);
    assertThat(Resampler.resample(loud, 48_000)).containsOnly(Short.MAX_VALUE);
    Arrays.fill(loud, -3.0);
    assertThat(Resampler.resample(loud, 48_000)).containsOnly(Short.MIN_VALUE);
  }

  @Test
  void nothingStaysNothing() {
    assertThat(Resampler.resample(new double[0], 8_000)).isEmpty();
    assertThat(Resampler.resample(new double[800], 8_000)).hasSize(4800).containsOnly(0);
  }

  private static double[] tone(double frequency, int rate) {
    double[] tone = new double[rate];
    for (int i = 0; i < rate; i++) {
      tone[i] = 0.5 * Math.sin(2 * Math.PI * frequency * i / rate);
    }
    return tone;
  }
}
