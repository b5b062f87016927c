package io.jasip.webrtc;

import java.util.Arrays;

/**
 * Ten milliseconds of sound: {@value #SAMPLES} samples of 16 bits, one channel, {@value
 * #SAMPLE_RATE} samples per second. Frames are reused: whoever wants to keep one copies its
 * samples.
 */
public final class PcmFrame {

  /** Samples per second. */
  public static final int SAMPLE_RATE = 48_000;

  /** Samples in a frame. */
  public static final int SAMPLES = SAMPLE_RATE / 100;

  private final short[] samples = new short[SAMPLES];

  /** Makes a silent frame. */
  public PcmFrame() {}

  /**
   * The samples, to be read or written in place.
   *
   * @return always the same array of {@value #SAMPLES}
   */
  public short[] samples() {
    return samples;
  }

  /** Makes the frame silent. */
  public void silence() {
    Arrays.fill(samples, (short) 0);
  }
}
