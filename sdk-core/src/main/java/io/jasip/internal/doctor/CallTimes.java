package io.jasip.internal.doctor;

import java.time.Duration;

/**
 * How long a test call waits for each thing that may not come.
 *
 * @param silence for anything that answers the INVITE; a server that works says 100 at once
 * @param answer for the answer to the INVITE
 * @param ice for a pair of addresses that works
 * @param dtls for the keys
 * @param rtp for the first packet of sound
 * @param late for an echo, after it was listened to
 * @param attempt for the answer to what is tried for comparison
 */
record CallTimes(
    Duration silence,
    Duration answer,
    Duration ice,
    Duration dtls,
    Duration rtp,
    Duration late,
    Duration attempt) {

  /** A server whose own STUN server is silent answers after nine seconds. */
  static final CallTimes DEFAULT =
      new CallTimes(
          Duration.ofSeconds(4),
          Duration.ofSeconds(11),
          Duration.ofSeconds(5),
          Duration.ofSeconds(4),
          Duration.ofMillis(2_500),
          Duration.ofMillis(1_500),
          Duration.ofMillis(1_500));

  /** Asterisk gives a STUN server three times three seconds. */
  private static final long STUN_TRY_MS = 3_000;

  /** Our note of the time before may be late. */
  private static final long EARLY_MS = 400;

  /** Whatever else has to be done comes on top. */
  private static final long LATE_MS = 1_000;

  /** Whether that is how long one to three tries of STUN without an answer last. */
  static boolean areTriesOfStun(Duration waited) {
    long millis = waited.toMillis() + EARLY_MS;
    return millis >= STUN_TRY_MS && millis % STUN_TRY_MS < EARLY_MS + LATE_MS;
  }
}
