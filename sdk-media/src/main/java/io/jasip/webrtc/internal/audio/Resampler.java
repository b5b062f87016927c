package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.PcmFrame;

/**
 * Converts a whole sound to 48 kHz by windowed-sinc interpolation, with the pass band lowered for
 * rates above 48 kHz so that nothing aliases.
 */
final class Resampler {

  /** Zero crossings of the sinc on each side. */
  private static final int WIDTH = 16;

  private Resampler() {}

  static short[] resample(double[] in, double rate) {
    double ratio = PcmFrame.SAMPLE_RATE / rate;
    short[] out = new short[(int) Math.round(in.length * ratio)];
    double cutoff = Math.min(1.0, ratio);
    double reach = WIDTH / cutoff;
    for (int i = 0; i < out.length; i++) {
      out[i] = sample(ratio == 1.0 ? in[i] : interpolate(in, i / ratio, cutoff, reach));
    }
    return out;
  }

  private static double interpolate(double[] in, double centre, double cutoff, double reach) {
    int first = Math.max(0, (int) Math.ceil(centre - reach));
    int last = Math.min(in.length - 1, (int) Math.floor(centre + reach));
    double sum = 0;
    for (int i = first; i <= last; i++) {
      double distance = i - centre;
      double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / reach);
      sum += in[i] * sinc(distance * cutoff) * cutoff * window;
    }
    return sum;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static short sample(double value) {
    long scaled = Math.round(value * Short.MAX_VALUE);
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, scaled));
  }
}
