package io.jasip.webrtc;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Measures how much of a frequency is in a sound of 48 kHz (Goertzel's algorithm). */
public final class Goertzel {

  private Goertzel() {}

  /** The amplitude of a frequency: 1 for a tone of full scale, 0 for none of it. */
  public static double amplitude(short[] samples, double frequency) {
    double coefficient = 2 * Math.cos(2 * Math.PI * frequency / PcmFrame.SAMPLE_RATE);
    double last = 0;
    double beforeLast = 0;
    for (short sample : samples) {
      double next = sample / (double) Short.MAX_VALUE + coefficient * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
  }

  /** The amplitude in the 50 ms in which it is highest: gaps, and jumps of the phase, are none. */
  public static double loudest(short[] samples, double frequency) {
    int part = PcmFrame.SAMPLE_RATE / 20;
    double highest = 0;
    for (int from = 0; from + part <= samples.length; from += part / 2) {
      short[] sound = Arrays.copyOfRange(samples, from, from + part);
      highest = Math.max(highest, amplitude(sound, frequency));
    }
    return highest;
  }

  /** The strongest of some frequencies; 0 when all of them are weaker than a hundredth. */
  public static double strongest(short[] samples, double... frequencies) {
    return DoubleStream.of(frequencies)
        .filter(frequency -> amplitude(samples, frequency) > 0.01)
        .boxed()
        .max((left, right) -> Double.compare(amplitude(samples, left), amplitude(samples, right)))
        .orElse(0.0);
  }

  /** The root mean square: 0.707 for a tone of full scale. */
  public static double level(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length) / Short.MAX_VALUE;
  }
}
