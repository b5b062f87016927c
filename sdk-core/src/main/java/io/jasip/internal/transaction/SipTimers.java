package io.jasip.internal.transaction;

import java.time.Duration;

/**
 * The timers of RFC 3261 table 4.
 *
 * @param t1 the round-trip estimate
 * @param t2 the longest interval between retransmissions of a 2xx
 */
public record SipTimers(Duration t1, Duration t2) {

  /** T1 500 ms, T2 4 s. */
  public static final SipTimers DEFAULT =
      new SipTimers(Duration.ofMillis(500), Duration.ofSeconds(4));

  /** 64*T1: timers B, F, H, L and M, and how long a 2xx waits for its ACK. */
  public Duration timeout() {
    return t1.multipliedBy(64);
  }
}
