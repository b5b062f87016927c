package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.media.MediaEvidence;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/** The step QUALITY: whether the readings of a call are those of a good one. Pure. */
final class QualityJudgement {

  /**
   * What ITU-T G.107 annex B calls "many users dissatisfied" begins below 3.6, "nearly all" 2.6.
   */
  private static final double POOR_MOS = 3.6;

  private static final double BAD_MOS = 2.6;

  /** Concealment hides less. */
  private static final double POOR_LOSS = 0.03;

  /** A single packet says nothing. */
  private static final int MIN_LOST = 3;

  private static final double POOR_JITTER_MS = 50;

  /** ITU-T G.114: more than 150 ms in one direction is noticed by the parties. */
  private static final double POOR_ROUND_TRIP_MS = 300;

  private QualityJudgement() {}

  static void judge(List<MediaEvidence> readings, Notes notes) {
    if (readings.isEmpty()) {
      notes.skip();
      return;
    }
    MediaEvidence last = readings.get(readings.size() - 1);
    // What came before the keys were there counts as lost, on a busy machine more than a little.
    MediaEvidence first = readings.size() == 1 ? MediaEvidence.NONE : readings.get(0);
    long lost = Math.max(0, last.received().lost() - first.received().lost());
    long came = last.received().packets() - first.received().packets();
    double loss = ratio(lost, lost + came);
    double lossToServer = last.sent().lossRatio().orElse(0);
    double jitter = average(readings.stream().map(reading -> reading.received().jitter()).toList());
    double roundTrip =
        average(
            readings.stream().map(MediaEvidence::roundTripTime).filter(Objects::nonNull).toList());
    OptionalDouble mos = last.mos();
    notes.saw("quality.codec", last.received().codec());
    notes.saw("quality.loss", percent(loss));
    last.sent()
        .lossRatio()
        .ifPresent(reported -> notes.saw("quality.loss-to-server", percent(reported)));
    notes.saw("quality.jitter", millis(jitter));
    if (!Double.isNaN(roundTrip)) {
      notes.saw("quality.round-trip", millis(roundTrip));
    }
    mos.ifPresent(score -> notes.saw("quality.mos", String.format(Locale.ROOT, "%.2f", score)));
    boolean poor =
        mos.orElse(5) < POOR_MOS
            || (lost >= MIN_LOST && loss >= POOR_LOSS)
            || lossToServer >= 2 * POOR_LOSS
            || jitter >= POOR_JITTER_MS
            || roundTrip >= POOR_ROUND_TRIP_MS;
    if (mos.orElse(5) < BAD_MOS) {
      notes.fails(Fault.QUALITY_POOR);
    } else if (poor) {
      notes.warns(Fault.QUALITY_POOR);
    }
  }

  private static double average(List<Duration> durations) {
    return durations.stream()
        .mapToDouble(duration -> duration.toNanos() / 1e6)
        .average()
        .orElse(Double.NaN);
  }

  private static double ratio(long part, long whole) {
    return whole <= 0 ? 0 : (double) part / whole;
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f ms", value);
  }
}
