package io.jasip.internal.registration;

import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long the first REGISTER on a new connection may stay unanswered. A server that has just come
 * back takes a second from its first WebSocket to its first answer, and requests of that second are
 * lost for good; another connection helps. Each time the server gets more time, for it may just be
 * slow. On the loop.
 */
final class Patience {

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(16);

  private final SipLoop loop;
  private Duration limit = SHORTEST;
  private Timer timer = Timer.NONE;

  Patience(SipLoop loop) {
    this.loop = loop;
  }

  /**
   * Begins to wait, unless the server had the longest time already.
   *
   * @param over told what was waited for in vain
   */
  void start(Consumer<String> over) {
    stop();
    if (limit.compareTo(LONGEST) <= 0) {
      Duration waited = limit;
      timer =
          loop.schedule(
              waited,
              () -> {
                limit = waited.multipliedBy(2);
                over.accept(
                    "the server did not answer a REGISTER within " + waited.toSeconds() + " s");
              });
    }
  }

  /** The server answers. */
  void answered() {
    stop();
    limit = SHORTEST;
  }

  void stop() {
    timer.cancel();
  }
}
