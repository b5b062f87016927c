package io.jasip.webrtc;

/**
 * How loud a stretch of sound was.
 *
 * @param rms the root mean square in dBFS, where a sine of full scale has -3.01; {@value #SILENCE}
 *     for digital silence
 * @param peak the loudest sample in dBFS, 0 for full scale; {@value #SILENCE} for digital silence
 */
public record AudioLevel(double rms, double peak) {

  /** The level of digital silence, as in RFC 6464 section 3. */
  public static final double SILENCE = -127;

  static AudioLevel of(double sumOfSquares, int peak, long samples) {
    double rms = samples == 0 ? 0 : Math.sqrt(sumOfSquares / samples);
    return new AudioLevel(decibels(rms), decibels(peak));
  }

  private static double decibels(double value) {
    return value <= 0 ? SILENCE : 20 * Math.log10(value / 32_768);
  }
}
