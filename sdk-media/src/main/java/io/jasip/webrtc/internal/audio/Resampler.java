package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.PcmFrame;
import java.util.Arrays;

/**
 * Converts a sound to another rate piece by piece, by windowed-sinc interpolation with a table of
 * phases. It holds back the last {@value #WIDTH} samples until more come. One thread.
 */
public final class Resampler {

  /** Zero crossings of the sinc on each side. */
  private static final int WIDTH = 16;

  /** Rates with an odd ratio take the nearest of so many phases: noise of about -66 dB. */
  private static final int MAX_PHASES = 1024;

  private final int up;
  private final int down;
  private final int reach;
  private final int phases;
  private final float[][] table;

  /** Samples that are still needed. */
  private float[] held;

  private int count;

  /** The numerator of the next sample's place among those held, in steps of 1 / up. */
  private long place;

  /**
   * Makes a converter.
   *
   * @param from samples per second that come
   * @param to samples per second that go
   */
  public Resampler(int from, int to) {
    int divisor = gcd(from, to);
    up = to / divisor;
    down = from / divisor;
    double cutoff = Math.min(1.0, (double) to / from);
    reach = (int) Math.ceil(WIDTH / cutoff);
    phases = Math.min(up, MAX_PHASES);
    table = new float[phases][2 * reach];
    for (int phase = 0; phase < phases; phase++) {
      for (int tap = 0; tap < 2 * reach; tap++) {
        double distance = tap - (reach - 1) - (double) phase / phases;
        table[phase][tap] = (float) weight(distance, cutoff);
      }
    }
    held = new float[4 * reach];
    count = reach - 1; // silence before the beginning
    place = (long) (reach - 1) * up;
  }

  /** Converts a whole sound to 48 kHz. */
  static short[] whole(short[] samples, int from) {
    Resampler resampler = new Resampler(from, PcmFrame.SAMPLE_RATE);
    short[] start = resampler.convert(samples, 0, samples.length);
    short[] rest = resampler.rest();
    long length = Math.round((double) samples.length * PcmFrame.SAMPLE_RATE / from);
    short[] all = Arrays.copyOf(start, (int) length);
    int room = all.length - start.length;
    if (room > 0) {
      System.arraycopy(rest, 0, all, start.length, Math.min(room, rest.length));
    }
    return all;
  }

  /** Gives what was held back: the end of the sound. */
  public short[] rest() {
    return up == down ? new short[0] : convert(new short[reach], 0, reach);
  }

  private double weight(double distance, double cutoff) {
    if (Math.abs(distance) >= reach) {
      return 0;
    }
    double x = Math.PI * distance * cutoff;
    double sinc = Math.abs(x) < 1e-9 ? 1 : Math.sin(x) / x;
    return sinc * cutoff * (0.5 + 0.5 * Math.cos(Math.PI * distance / reach));
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** How many samples may be put in for so many to come out at most. */
  public int inputFor(int room) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, (long) (room - 1) * down / up));
  }

  /** Converts a piece. */
  public short[] convert(short[] samples, int offset, int length) {
    if (up == down) {
      return Arrays.copyOfRange(samples, offset, offset + length);
    }
    hold(samples, offset, length);
    long end = (long) (count - reach) * up; // a sample needs `reach` neighbours to come
    int size = (int) Math.max(0, (end - place + down - 1) / down);
    short[] out = new short[size];
    for (int i = 0; i < size; i++) {
      out[i] = at(place);
      place += down;
    }
    release();
    return out;
  }

  private void hold(short[] samples, int offset, int length) {
    if (count + length > held.length) {
      held = Arrays.copyOf(held, count + length);
    }
    for (int i = 0; i < length; i++) {
      held[count++] = samples[offset + i];
    }
  }

  private short at(long numerator) {
    int first = (int) (numerator / up) - (reach - 1);
    int phase = (int) (numerator % up * phases / up);
    float[] weights = table[phase];
    float sum = 0;
    for (int tap = 0; tap < weights.length; tap++) {
      sum += held[first + tap] * weights[tap];
    }
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
  }

  private void release() {
    int unneeded = Math.min(count, (int) (place / up) - (reach - 1));
    if (unneeded > 0) {
      System.arraycopy(held, unneeded, held, 0, count - unneeded);
      count -= unneeded;
      place -= (long) unneeded * up;
    }
  }
}
