package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.PcmFrame;
import java.util.function.Consumer;

/**
 * Hears DTMF digits in sound (ITU-T Q.23, Q.24), by Goertzel's algorithm on blocks of 12.75 ms at 8
 * kHz that overlap, one every 4.25 ms. A digit is told when it is in six of them in a row, so that
 * a tone of 40 ms always is and one of 25 ms never; it is over after six without it, so that a
 * pause of 40 ms separates two and one of 10 ms does not. One thread.
 */
public final class DtmfDetector implements AudioSink {

  private static final int RATE = 8_000;

  /** About the shortest with which neighbouring tones can be told apart. */
  private static final int BLOCK = 102;

  private static final int STEP = BLOCK / 3;

  private static final double[] ROWS = {697, 770, 852, 941};
  private static final double[] COLUMNS = {1209, 1336, 1477, 1633};
  private static final String[] KEYS = {"123A", "456B", "789C", "*0#D"};

  /** The least amplitude of each tone, -42 dB below full scale. */
  private static final double LEAST = 32_768 * Math.pow(10, -42 / 20.0);

  /**
   * How much stronger the low tone may be than the high one, and the reverse: 4 dB and 8 dB, and
   * one more because the tones blur each other's measure.
   */
  private static final double TWIST_LOW = 3.16;

  private static final double TWIST_HIGH = 7.94;

  /** How much stronger a tone must be than every other of its group: 8 dB. */
  private static final double PEAK = 6.31;

  /** How much of all that is heard must be the two tones; speech and music are more than these. */
  private static final double SHARE = 0.75;

  /** How much weaker overtones must be: 13 dB; those of a telephone's keys are 20 dB. */
  private static final double PURE = 20;

  private static final int BLOCKS_TO_BEGIN = 6;
  private static final int BLOCKS_TO_END = 6;

  private final Consumer<Character> listener;
  private final Resampler resampler = new Resampler(PcmFrame.SAMPLE_RATE, RATE);
  private final double[] block = new double[BLOCK];
  private int filled;
  private char candidate;
  private int hits;
  private char sounding;
  private int misses;

  /**
   * Makes a detector.
   *
   * @param listener told each digit of {@code 0-9 A-D * #} when it has begun; must not block
   */
  public DtmfDetector(Consumer<Character> listener) {
    this.listener = listener;
  }

  @Override
  public void write(PcmFrame frame) {
    for (short sample : resampler.convert(frame.samples(), 0, PcmFrame.SAMPLES)) {
      block[filled++] = sample;
      if (filled == BLOCK) {
        heard(digit());
        System.arraycopy(block, STEP, block, 0, BLOCK - STEP);
        filled = BLOCK - STEP;
      }
    }
  }

  private void heard(char digit) {
    hits = digit != 0 && digit == candidate ? hits + 1 : 1;
    candidate = digit;
    if (sounding != 0) {
      misses = digit == sounding ? 0 : misses + 1;
      if (misses >= BLOCKS_TO_END) {
        sounding = 0;
      }
    }
    if (sounding == 0 && digit != 0 && hits >= BLOCKS_TO_BEGIN) {
      sounding = digit;
      misses = 0;
      listener.accept(digit);
    }
  }

  /** The digit of the block, 0 for none. */
  private char digit() {
    double energy = 0;
    for (double sample : block) {
      energy += sample * sample;
    }
    if (energy < BLOCK * LEAST * LEAST) { // two tones of the least amplitude
      return 0;
    }
    int row = strongest(ROWS);
    int column = strongest(COLUMNS);
    if (row < 0 || column < 0) {
      return 0;
    }
    double low = power(ROWS[row]);
    double high = power(COLUMNS[column]);
    boolean balanced = low <= high * TWIST_LOW && high <= low * TWIST_HIGH;
    boolean loud = Math.min(low, high) >= LEAST * LEAST;
    boolean alone = (low + high) / 2 * BLOCK >= SHARE * energy;
    // A voice that hits a key's two tones has overtones too.
    boolean pure = power(2 * COLUMNS[column]) * PURE <= high && power(3 * ROWS[row]) * PURE <= low;
    return balanced && loud && alone && pure ? KEYS[row].charAt(column) : 0;
  }

  /** The index of the tone that stands out from its group, -1 if none does. */
  private int strongest(double[] group) {
    int best = 0;
    double[] powers = new double[group.length];
    for (int i = 0; i < group.length; i++) {
      powers[i] = power(group[i]);
      best = powers[i] > powers[best] ? i : best;
    }
    for (int i = 0; i < group.length; i++) {
      if (i != best && powers[i] * PEAK > powers[best]) {
        return -1;
      }
    }
    return best;
  }

  /** The square of a tone's amplitude in the block. */
  private double power(double frequency) {
    return Goertzel.power(block, frequency, RATE);
  }
}
