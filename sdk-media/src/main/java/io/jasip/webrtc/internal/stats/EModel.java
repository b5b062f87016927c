package io.jasip.webrtc.internal.stats;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The E-model of ITU-T G.107 (06/2015) for narrow band: how good a conversation is, reckoned from
 * delay and loss. All parameters that are not given here have the model's defaults (table 2), with
 * which the rating is at best {@value #BEST}; echo is taken to be cancelled.
 */
public final class EModel {

  /** The rating with all defaults (G.107 section 7.7). */
  public static final double BEST = 93.2;

  /** The shortest delay that is noticed, in ms (mT of table 1, default class). */
  private static final double NOTICED = 100;

  /**
   * How a codec impairs speech.
   *
   * @param impairment Ie, without loss
   * @param robustness Bpl, against random loss
   */
  public record Codec(double impairment, double robustness) {

    /**
     * The values for a codec. G.113 appendix I lists G.711 with concealment of lost packets. It has
     * no narrow-band values for G.722 and Opus: they are taken to be as good without loss, for this
     * scale ends at the quality of G.711, and as robust, for the same concealment works for them.
     *
     * @param name as in SDP; null and unknown ones are taken for G.711
     * @return never null
     */
    public static Codec of(@Nullable String name) {
      return switch (name == null ? "" : name.toUpperCase(Locale.ROOT)) {
        case "G729" -> new Codec(11, 19);
        case "GSM" -> new Codec(20, 43);
        case "ILBC" -> new Codec(11, 32);
        default -> new Codec(0, 25.1);
      };
    }
  }

  private EModel() {}

  /**
   * The transmission rating R.
   *
   * @param codec of the direction
   * @param loss of packets, 0 to 1, taken to be random
   * @param delay from mouth to ear, one way
   * @return 0 to {@value #BEST}
   */
  public static double rating(Codec codec, double loss, Duration delay) {
    double percent = 100 * Math.max(0, Math.min(1, loss));
    double equipment =
        codec.impairment() + (95 - codec.impairment()) * percent / (percent + codec.robustness());
    return Math.max(0, BEST - equipment - delayImpairment(delay.toNanos() / 1e6));
  }

  /** Idd, equation 7-28. */
  private static double delayImpairment(double millis) {
    if (millis <= NOTICED) {
      return 0;
    }
    double x = Math.log(millis / NOTICED) / Math.log(2);
    double sixth = Math.pow(1 + Math.pow(x, 6), 1.0 / 6);
    double third = Math.pow(1 + Math.pow(x / 3, 6), 1.0 / 6);
    return 25 * (sixth - 3 * third + 2);
  }

  /**
   * The mean opinion score for a rating (G.107 annex B).
   *
   * @param rating R
   * @return 1 to 4.5
   */
  public static double mos(double rating) {
    if (rating <= 0) {
      return 1;
    }
    if (rating >= 100) {
      return 4.5;
    }
    return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
  }

  /**
   * The mean opinion score, in one step.
   *
   * @param codec of the direction
   * @param loss of packets, 0 to 1
   * @param delay from mouth to ear, one way
   * @return 1 to 4.41
   */
  public static double mos(Codec codec, double loss, Duration delay) {
    return mos(rating(codec, loss, delay));
  }
}
