package io.jasip.examples.audio;

import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.PcmFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Hears tones: keeps what it is given and says by Goertzel's algorithm which frequency fills a
 * stretch of it.
 */
public class ToneMeter implements AudioSink {

  /** 100 ms: long enough to tell tones 20 Hz apart. */
  private static final int WINDOW = PcmFrame.SAMPLE_RATE / 10;

  private static final double LOUD = 0.01;

  private final List<short[]> frames = new ArrayList<>();
  private OptionalLong firstSound = OptionalLong.empty();

  /** Makes one that has heard nothing. */
  public ToneMeter() {}

  @Override
  public synchronized void write(PcmFrame frame) {
    short[] samples = frame.samples().clone();
    frames.add(samples);
    if (firstSound.isEmpty() && isLoud(samples)) {
      firstSound = OptionalLong.of(System.nanoTime());
    }
  }

  private static boolean isLoud(short[] samples) {
    for (short sample : samples) {
      if (Math.abs(sample) > 10 * LOUD * Short.MAX_VALUE) {
        return true;
      }
    }
    return false;
  }

  /**
   * When the first frame came that was not silent.
   *
   * @return as {@link System#nanoTime()}; empty if there was none
   */
  public synchronized OptionalLong firstSound() {
    return firstSound;
  }

  /** Forgets what was heard so far. */
  public synchronized void clear() {
    frames.clear();
  }

  /**
   * How many windows of 100 ms, each half over the next, were filled by the tone.
   *
   * @param hertz the frequency
   * @return 0 or more
   */
  public int windowsWith(double hertz) {
    int count = 0;
    for (double[] window : windows()) {
      if (share(window, hertz) > 0.7) {
        count++;
      }
    }
    return count;
  }

  /**
   * How many windows were not silent.
   *
   * @return 0 or more
   */
  public long loudWindows() {
    return windows().stream().filter(window -> power(window) > LOUD * LOUD).count();
  }

  /**
   * The frequencies of the list in the order in which each filled a window for the first time.
   *
   * @param candidates in hertz, at least 20 apart
   * @return those that were heard
   */
  public List<Double> order(List<Double> candidates) {
    List<Double> heard = new ArrayList<>();
    for (double[] window : windows()) {
      for (double hertz : candidates) {
        if (share(window, hertz) > 0.7 && !heard.contains(hertz)) {
          heard.add(hertz);
        }
      }
    }
    return heard;
  }

  private synchronized List<double[]> windows() {
    List<double[]> windows = new ArrayList<>();
    int framesPerWindow = WINDOW / PcmFrame.SAMPLES;
    for (int first = 0; first + framesPerWindow <= frames.size(); first += framesPerWindow / 2) {
      double[] window = new double[WINDOW];
      for (int i = 0; i < framesPerWindow; i++) {
        short[] frame = frames.get(first + i);
        for (int j = 0; j < frame.length; j++) {
          window[i * frame.length + j] = frame[j] / 32_768.0;
        }
      }
      windows.add(window);
    }
    return windows;
  }

  private static double power(double[] window) {
    double sum = 0;
    for (double sample : window) {
      sum += sample * sample;
    }
    return sum / window.length;
  }

  /**
   * The part of the window's energy that lies at the frequency: 1 for a pure tone, 0 for silence.
   */
  private static double share(double[] window, double hertz) {
    double total = power(window);
    if (total < LOUD * LOUD) {
      return 0;
    }
    double coefficient = 2 * Math.cos(2 * Math.PI * hertz / PcmFrame.SAMPLE_RATE);
    double previous = 0;
    double beforePrevious = 0;
    for (double sample : window) {
      double current = sample + coefficient * previous - beforePrevious;
      beforePrevious = previous;
      previous = current;
    }
    double energy =
        previous * previous
            + beforePrevious * beforePrevious
            - coefficient * previous * beforePrevious;
    return 2 * energy / ((double) window.length * window.length) / total;
  }
}
