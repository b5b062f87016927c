package io.jasip.internal.transport;

import java.time.Duration;

/**
 * Tells connections that were cut because nothing crossed them from those that were lost otherwise.
 * Whoever cuts idle connections, such as a reverse proxy, does so without a close frame after a
 * time that is always the same. Remembers the last one of a user agent. On the loop.
 */
final class IdleCuts {

  /** Usual proxies wait for 50 s and more; the usual interval of pings is shorter than this. */
  private static final Duration LONG = Duration.ofSeconds(30);

  /** What happens sooner has other causes. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private static final Duration SAME = Duration.ofMillis(300);

  private Duration last = Duration.ZERO;

  /**
   * Whether a silence that ended with the connection, without a close frame, is most likely the
   * reason of that end: it was a long one, or as long as the one before.
   */
  boolean isOne(Duration silence) {
    boolean again = silence.compareTo(SHORT) > 0 && silence.minus(last).abs().compareTo(SAME) < 0;
    last = silence;
    return again || silence.compareTo(LONG) >= 0;
  }
}
