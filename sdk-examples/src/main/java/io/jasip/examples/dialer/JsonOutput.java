package io.jasip.examples.dialer;

import com.fasterxml.jackson.jr.ob.JSON;
import io.jasip.media.MediaStats;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One JSON object per line. */
final class JsonOutput implements EventOutput {

  private final PrintWriter out;

  JsonOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void event(long millis, String name, Map<String, Object> fields, String text) {
    Map<String, Object> line = line(name, millis);
    line.putAll(new TreeMap<>(fields));
    print(line);
  }

  @Override
  public void failure(long millis, Failure failure) {
    Map<String, Object> line = line("error", millis);
    line.put("layer", failure.layer());
    line.put("message", failure.message());
    print(line);
  }

  @Override
  public void summary(Summary summary) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", "summary");
    line.put("command", summary.command());
    line.put("exit", summary.exit().code());
    line.put("steps", summary.steps());
    if (summary.end() != null) {
      line.put("cause", summary.end().cause().name());
      line.put("established", summary.end().established());
      line.put("durationMs", summary.end().duration().toMillis());
    }
    MediaStats quality = summary.quality();
    if (quality != null) {
      line.put("codec", quality.codec());
      line.put("packetsSent", quality.packetsSent());
      line.put("packetsReceived", quality.packetsReceived());
      line.put("packetsLost", quality.packetsLost());
      line.put("jitterMs", millis(quality.jitter()));
      line.put("roundTripMs", millis(quality.roundTripTime()));
    }
    print(line);
  }

  private static Map<String, Object> line(String name, long millis) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("event", name);
    line.put("ms", millis);
    return line;
  }

  private static @Nullable Double millis(@Nullable Duration duration) {
    return duration == null ? null : Math.round(duration.toNanos() / 1e4) / 100.0;
  }

  private void print(Map<String, Object> line) {
    try {
      out.println(JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES).asString(line));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a map of plain values can be written
    }
  }
}
