package io.jasip.examples.interop;

import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * How loud a sound is, 100 times a second. Speech is known again by it after codecs and clocks have
 * changed every sample.
 */
final class Loudness implements AudioSink {

  /** A second and a half: several words, and short enough to get through a busy machine whole. */
  private static final int STRETCH = 150;

  private final List<Double> levels = new ArrayList<>();

  /** The loudness of a sound up to its end. */
  static Loudness of(AudioSource sound) {
    Loudness loudness = new Loudness();
    PcmFrame frame = new PcmFrame();
    while (sound.read(frame)) {
      loudness.write(frame);
    }
    return loudness;
  }

  @Override
  public synchronized void write(PcmFrame frame) {
    double sum = 0;
    for (short sample : frame.samples()) {
      sum += (double) sample * sample;
    }
    levels.add(Math.sqrt(sum / PcmFrame.SAMPLES));
  }

  private synchronized double[] levels() {
    return levels.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** How much any stretch of this is like any of the other sound: 1 for the same. */
  double likeness(Loudness other) {
    double[] all = levels();
    double[] sought = other.levels();
    double most = 0;
    for (int at = 0; at + STRETCH <= sought.length; at += STRETCH) {
      for (int from = 0; from + STRETCH <= all.length; from++) {
        most = Math.max(most, likeness(all, from, sought, at));
      }
    }
    return most;
  }

  /** Pearson's correlation: 1 for the same, 0 for what has nothing to do with each other. */
  private static double likeness(double[] all, int from, double[] sought, int at) {
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumYy = 0;
    double sumXy = 0;
    for (int i = 0; i < STRETCH; i++) {
      double x = all[from + i];
      double y = sought[at + i];
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumYy += y * y;
      sumXy += x * y;
    }
    double spread =
        Math.sqrt(
            Math.max(0, STRETCH * sumXx - sumX * sumX)
                * Math.max(0, STRETCH * sumYy - sumY * sumY));
    return spread == 0 ? 0 : (STRETCH * sumXy - sumX * sumY) / spread;
  }
}
