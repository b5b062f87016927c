package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.PcmFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes samples of a sum that may be too loud: it is turned down at once where needed, and up again
 * within half a second. One thread.
 */
public final class Limiter {

  private static final double RELEASE = 1.0 / 50;

  private double gain = 1;

  /** Begins at full volume. */
  public Limiter() {}

  /** Writes a frame of the sum, less what is one's own. */
  public void limit(int[] sum, short @Nullable [] own, short[] to) {
    int peak = 1;
    for (int i = 0; i < PcmFrame.SAMPLES; i++) {
      peak = Math.max(peak, Math.abs(own == null ? sum[i] : sum[i] - own[i]));
    }
    double before = gain;
    gain = Math.min(Math.min(1, gain + RELEASE), (double) Short.MAX_VALUE / peak);
    // Downwards the whole frame takes the new gain: a slope would let its beginning clip.
    double step = gain > before ? (gain - before) / PcmFrame.SAMPLES : 0;
    double now = gain > before ? before : gain;
    for (int i = 0; i < PcmFrame.SAMPLES; i++) {
      now += step;
      to[i] = (short) ((own == null ? sum[i] : sum[i] - own[i]) * now);
    }
  }
}
