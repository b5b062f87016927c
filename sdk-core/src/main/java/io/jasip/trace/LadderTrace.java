package io.jasip.trace;

import java.io.Flushable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws messages as a ladder, a line each, for a terminal of 80 columns:
 *
 * <pre>
 *   seconds  we                        wss://pbx.example.com:8089/ws
 *     0.000  |--- INVITE sip:9999@pbx.example.com (SDP) ------&gt;|  #1
 *     0.021  |&lt;-- 401 Unauthorized ----------------------------|  #1
 *     0.022  |--- ACK ----------------------------------------&gt;|  #1
 * </pre>
 *
 * <p>The number at the end is that of the Call-ID, so that calls can be told apart. Of a message
 * only its first line is shown, of characters that a terminal would obey none.
 */
public final class LadderTrace implements SipTrace, AutoCloseable {

  private static final int RUNG = 58;

  /** How many Call-IDs are remembered; more would be a leak in a process that runs for months. */
  private static final int MAX_CALLS = 1_000;

  private final Appendable out;
  private final TraceThread thread = new TraceThread("the ladder");
  private final Map<String, Integer> calls =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MAX_CALLS;
        }
      };
  private @Nullable Instant first;
  private String peer = "";
  private int count;

  LadderTrace(Appendable out) {
    this.out = out;
  }

  @Override
  public void onMessage(TracedMessage message) {
    thread.add(() -> draw(message));
  }

  /** Draws what is still waiting. The output stays open. */
  @Override
  public void close() {
    thread.close(() -> {});
  }

  private void draw(TracedMessage message) throws IOException {
    Instant begin = first;
    if (begin == null) {
      begin = message.time();
      first = begin;
    }
    if (!message.peer().equals(peer)) {
      peer = message.peer();
      int gap = Math.max(1, RUNG - peer.length());
      line("  seconds  we" + " ".repeat(gap) + printable(peer));
    }
    double seconds = Duration.between(begin, message.time()).toNanos() / 1e9;
    Integer number = calls.computeIfAbsent(field(message.text(), "Call-ID"), id -> ++count);
    String time = String.format(Locale.ROOT, "%9.3f", seconds);
    line(time + "  |" + rung(message) + "|  #" + number);
    if (out instanceof Flushable flushable) {
      flushable.flush();
    }
  }

  private void line(String text) throws IOException {
    out.append(text).append(System.lineSeparator());
  }

  private static String rung(TracedMessage message) {
    String label = label(message.text());
    int room = RUNG - 6;
    if (label.length() > room) {
      label = label.substring(0, room - 3) + "...";
    }
    String line = "-".repeat(RUNG - 5 - label.length());
    return message.sent() ? "--- " + label + " " + line + ">" : "<-- " + label + " " + line + "-";
  }

  private static String label(String text) {
    String start = text.lines().findFirst().orElse("");
    String label =
        start.startsWith("SIP/2.0 ") ? start.substring(8) : start.replaceFirst(" SIP/2\\.0$", "");
    if (start.startsWith("SIP/2.0 ")) {
      String method = field(text, "CSeq").replaceFirst("^\\d+\\s*", "");
      label = method.isEmpty() ? label : label + " (" + method + ")";
    }
    boolean sdp = field(text, "Content-Type").toLowerCase(Locale.ROOT).contains("sdp");
    return printable(sdp ? label + " (SDP)" : label);
  }

  /** The value of the first header field of a name, or nothing. */
  private static String field(String text, String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return text.lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** A peer's text must not move the cursor or colour the screen. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
