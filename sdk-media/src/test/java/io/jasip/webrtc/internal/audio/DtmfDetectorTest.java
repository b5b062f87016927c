package io.jasip.webrtc.internal.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.webrtc.PcmFrame;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of ITU-T Q.24, and what is no digit. */
class DtmfDetectorTest {

  private static final String KEYS = "123A456B789C*0#D";
  private static final double[] ROWS = {697, 770, 852, 941};
  private static final double[] COLUMNS = {1209, 1336, 1477, 1633};
  private static final int RATE = PcmFrame.SAMPLE_RATE;

  private final StringBuilder heard = new StringBuilder();
  private final DtmfDetector detector = new DtmfDetector(heard::append);
  private final Random random = new Random(4711);
  private final PcmFrame frame = new PcmFrame();
  private int filled;
  private double noise;

  @Test
  void everyDigitIsHeardOnceAndInOrder() {
    for (char digit : KEYS.toCharArray()) {
      dial(digit, 100, 70);
    }
    assertThat(heard).hasToString(KEYS);
  }

  @Test
  void theShortestTonesAndPausesAreHeardWhereverTheyBegin() {
    StringBuilder dialled = new StringBuilder();
    for (int i = 0; i < 64; i++) {
      char digit = KEYS.charAt(i % 16);
      dial(digit, 40, 40 + i * 0.37); // so that each falls differently on the blocks
      dialled.append(digit);
    }
    assertThat(heard).hasToString(dialled.toString());
  }

  @Test
  void theSameDigitIsHeardAsOftenAsItIsPressed() {
    for (int i = 0; i < 20; i++) {
      dial('5', 50, 40 + i * 0.37);
    }
    assertThat(heard).hasToString("5".repeat(20));
  }

  @Test
  void aLongDigitIsHeardOnceAlsoWithAGapOfTenMilliseconds() {
    dial('5', 5000, 100);
    assertThat(heard).hasToString("5");
    dial('7', 60, 9);
    dial('7', 60, 100);
    assertThat(heard).hasToString("57");
  }

  @Test
  void aToneOfTwentyFiveMillisecondsIsNoDigit() {
    for (int i = 0; i < 50; i++) {
      dial('5', 20 + i * 0.1, 50 + i * 0.37);
    }
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.1", "0.03", "0.012"})
  void loudAndFaintDigitsAreHeard(double amplitude) {
    dialAll(amplitude, amplitude, 0);
    assertThat(heard).hasToString(KEYS);
  }

  @Test
  void aDigitBelowTheThresholdIsNone() {
    dialAll(0.004, 0.004, 0);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.3, 0.3", "0.2, 0.3", "0.3, 0.2", "0.12, 0.28"})
  void aDigitMayBeTwisted(double low, double high) {
    dialAll(low, high, 0);
    assertThat(heard).hasToString(KEYS);
  }

  @ParameterizedTest
  @CsvSource({"0.4, 0.1", "0.05, 0.4", "0.3, 0", "0, 0.3"})
  void oneToneThatIsMuchStrongerIsNoDigit(double low, double high) {
    dialAll(low, high, 0);
    assertThat(heard).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.015, -0.01, 0.01, 0.015})
  void tonesMayBeOffByOneAndAHalfPercent(double deviation) {
    dialAll(0.3, 0.3, deviation);
    assertThat(heard).hasToString(KEYS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.06, -0.05, 0.05, 0.06})
  void tonesThatAreFarOffAreNoDigit(double deviation) {
    dialAll(0.3, 0.3, deviation);
    assertThat(heard).isEmpty();
  }

  @Test
  void digitsAreHeardInNoise() {
    noise = 0.05; // white over 24 kHz; 15 dB below the digit in the band that counts
    for (int round = 0; round < 5; round++) {
      dialAll(0.2, 0.2, 0);
    }
    assertThat(heard).hasToString(KEYS.repeat(5));
  }

  @Test
  void noiseIsNoDigit() {
    noise = 0.2;
    silence(15_000);
    assertThat(heard).isEmpty();
  }

  @Test
  void musicOfTwoNotesIsNoDigit() {
    double[] scale = {523.3, 587.3, 659.3, 698.5, 784, 880, 987.8, 1046.5, 1174.7, 1318.5, 1396.9};
    for (double low : scale) {
      for (double high : scale) {
        for (int i = 0; i < RATE / 10; i++) {
          double t = (double) i / RATE;
          put(chord(low, t) + chord(high, t));
        }
      }
    }
    assertThat(heard).isEmpty();
  }

  /** A minute of a voice: pulses of 80 to 300 Hz that glide, through three resonances. */
  @Test
  void aVoiceIsNoDigit() {
    for (int syllable = 0; syllable < 500; syllable++) {
      double pitch = 80 + random.nextDouble() * 220;
      double glide = (random.nextDouble() - 0.5) * 60;
      double[] period = voice(pitch);
      double phase = 0;
      int length = RATE / 8;
      for (int i = 0; i < length; i++) {
        phase += (pitch + glide * i / length) / RATE;
        put(period[(int) (phase * period.length) % period.length] * Math.sin(Math.PI * i / length));
      }
    }
    assertThat(heard).isEmpty();
  }

  private double[] voice(double pitch) {
    double[] formants = {300 + random.nextDouble() * 700, 900 + random.nextDouble() * 1300, 2500};
    double[] period = new double[1024];
    for (int harmonic = 1; harmonic * pitch < 4000; harmonic++) {
      double gain = 0;
      for (double formant : formants) {
        double away = (harmonic * pitch - formant) / 80;
        gain += 0.15 / (1 + away * away);
      }
      for (int i = 0; i < period.length; i++) {
        period[i] += gain * Math.sin(2 * Math.PI * harmonic * i / period.length);
      }
    }
    return period;
  }

  private static double chord(double frequency, double t) {
    double sum = 0;
    for (int harmonic = 1; harmonic <= 5; harmonic++) {
      sum += 0.15 / harmonic * Math.sin(2 * Math.PI * frequency * harmonic * t);
    }
    return sum;
  }

  private void dialAll(double low, double high, double deviation) {
    for (char digit : KEYS.toCharArray()) {
      tone(digit, 80, low, high, deviation);
      silence(80);
    }
  }

  private void dial(char digit, double millis, double pause) {
    tone(digit, millis, 0.25, 0.25, 0);
    silence(pause);
  }

  private void tone(char digit, double millis, double low, double high, double deviation) {
    int key = KEYS.indexOf(digit);
    double row = ROWS[key / 4] * (1 + deviation);
    double column = COLUMNS[key % 4] * (1 + deviation);
    for (int i = 0; i < millis * RATE / 1000; i++) {
      double t = 2 * Math.PI * i / RATE;
      put(low * Math.sin(row * t) + high * Math.sin(column * t));
    }
  }

  private void silence(double millis) {
    for (int i = 0; i < millis * RATE / 1000; i++) {
      put(0);
    }
  }

  private void put(double value) {
    double noisy = noise == 0 ? value : value + noise * random.nextGaussian();
    frame.samples()[filled++] =
        (short) Math.round(Math.max(-1, Math.min(1, noisy)) * Short.MAX_VALUE);
    if (filled == PcmFrame.SAMPLES) {
      filled = 0;
      detector.write(frame);
    }
  }
}
