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

  /** Whether the beginning of the other sound, up to five seconds, is in this one. */
  boolean holds(Loudness other) {
    double[] all = levels();
    double[] sought = other.levels();
    int length = Math.min(500, sought.length);
    for (int from = 0; from + length <= all.length; from++) {
      if (likeness(all, from, sought, length) > 0.8) {
        return true;
      }
    }
    return false;
  }

  /** Pearson's correlation: 1 for the same, 0 for what has nothing to do with each other. */
  private static double likeness(double[] all, int from, double[] sought, int length) {
    double sumX = 0;
    double sumY = 0;
    double sumXx = 0;
    double sumYy = 0;
    double sumXy = 0;
    for (int i = 0; i < length; i++) {
      double x = all[from + i];
      double y = sought[i];
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumYy += y * y;
      sumXy += x * y;
    }
    double spread =
        Math.sqrt(
            Math.max(0, length * sumXx - sumX * sumX) * Math.max(0, length * sumYy - sumY * sumY));
    return spread == 0 ? 0 : (length * sumXy - sumX * sumY) / spread;
  }
}
