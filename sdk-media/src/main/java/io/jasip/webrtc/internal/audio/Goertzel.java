package io.jasip.webrtc.internal.audio;

/** How much of a tone is in a block of sound, by Goertzel's algorithm. */
final class Goertzel {

  private Goertzel() {}

  /**
   * The square of a tone's amplitude.
   *
   * @param block the samples
   * @param frequency of the tone
   * @param rate samples per second; both in the same unit
   */
  static double power(double[] block, double frequency, double rate) {
    double coefficient = 2 * Math.cos(2 * Math.PI * frequency / rate);
    double last = 0;
    double beforeLast = 0;
    for (double sample : block) {
      double next = sample + coefficient * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    return 4 * power / ((double) block.length * block.length);
  }
}
