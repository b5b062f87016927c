package io.jasip.examples.dialer;

import io.jasip.CallEndedEvent;
import io.jasip.Originator;
import io.jasip.media.MediaStats;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines for a person. */
final class HumanOutput implements EventOutput {

  private final PrintWriter out;

  HumanOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void event(long millis, String name, Map<String, Object> fields, String text) {
    // What comes from the network must not move the cursor. The report of a soak has several lines.
    String printable = text.replaceAll("[\\p{Cc}\\p{Cf}&&[^\\r\\n]]", "?");
    print("%7.3f s  %s", millis / 1000.0, printable);
  }

  @Override
  public void failure(long millis, Failure failure) {
    // A person reads the line on stderr.
  }

  @Override
  public void summary(Summary summary) {
    CallEndedEvent end = summary.end();
    if (end == null || !end.established()) {
      return;
    }
    print("");
    print("  call        %.1f s, hung up %s", seconds(end.duration()), by(end.originator()));
    MediaStats quality = summary.quality();
    if (quality == null) {
      return;
    }
    print("  codec       %s", quality.codec() == null ? "unknown" : quality.codec());
    print(
        "  packets     %d sent, %d received, %d lost (%.1f %%)",
        quality.packetsSent(),
        quality.packetsReceived(),
        quality.packetsLost(),
        lostPercent(quality));
    if (quality.packetsReceived() == 0) {
      print("  warning     no audio was received: the far end sent none, or a firewall drops it");
    }
    print("  jitter      %s", millis(quality.jitter()));
    print("  round trip  %s", millis(quality.roundTripTime()));
  }

  private static String by(Originator originator) {
    return switch (originator) {
      case LOCAL -> "here";
      case REMOTE -> "by the far end";
      case SYSTEM -> "by a fault";
    };
  }

  /** The counters of a call in one line. */
  static String line(MediaStats quality) {
    return String.format(
        Locale.ROOT,
        "%s, %d packets sent, %d received, %.1f %% lost, jitter %s, round trip %s",
        quality.codec() == null ? "unknown codec" : quality.codec(),
        quality.packetsSent(),
        quality.packetsReceived(),
        lostPercent(quality),
        millis(quality.jitter()),
        millis(quality.roundTripTime()));
  }

  private static double lostPercent(MediaStats quality) {
    long expected = quality.packetsReceived() + quality.packetsLost();
    return expected <= 0 ? 0 : 100.0 * Math.max(0, quality.packetsLost()) / expected;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static String millis(@Nullable Duration duration) {
    return duration == null
        ? "not measured"
        : String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
