package io.jasip.metrics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which requests of ours wait for their final response, and since when. Any thread. */
final class RoundTrips {

  /**
   * The oldest goes when there are more: a server that answers nothing must not fill the memory.
   */
  private static final int MOST = 10_000;

  private final Map<String, Long> waiting = new LinkedHashMap<>();

  /** A request that has its final response. */
  record Answered(String method, String status, Duration time) {}

  /** A message has passed; null unless it is the final response to a request of ours. */
  synchronized @Nullable Answered pass(boolean sent, SipText message) {
    String key = message.method() + " " + message.branch();
    if (sent && message.status() == 0) {
      if (!message.method().equals("ACK")) {
        waiting.putIfAbsent(key, System.nanoTime());
        if (waiting.size() > MOST) {
          waiting.remove(waiting.keySet().iterator().next());
        }
      }
      return null;
    }
    if (sent || message.status() < 200) {
      return null;
    }
    Long since = waiting.remove(key);
    return since == null
        ? null
        : new Answered(
            message.method(), message.kind(), Duration.ofNanos(System.nanoTime() - since));
  }
}
