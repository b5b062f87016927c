package io.jasip;

import java.time.Duration;
import java.util.Objects;

/**
 * Session timers (RFC 4028): one party of an established call sends a sign of life at half the
 * session interval, by UPDATE where the peer's Allow lists it, else by re-INVITE; if none is
 * answered in time, either party ends the call with {@link Cause#SESSION_EXPIRED}. Immutable.
 *
 * @param enabled whether they are used where the peer supports them; false: neither asked for nor
 *     taken part in
 * @param interval the session interval to ask for
 * @param minimum the shortest interval to put up with; a shorter one is refused with 422
 * @param refresher who shall send the signs of life, if the peer leaves us the choice
 */
public record SessionTimers(
    boolean enabled, Duration interval, Duration minimum, Refresher refresher) {

  /** The shortest minimum of RFC 4028 section 4, which is what Asterisk has too: 90 s. */
  public static final Duration SHORTEST = Duration.ofSeconds(90);

  /** Half an hour, as RFC 4028 section 4 recommends; at least 90 s. */
  public static final SessionTimers DEFAULT =
      new SessionTimers(true, Duration.ofMinutes(30), SHORTEST, Refresher.ANY);

  /** No session timers. */
  public static final SessionTimers OFF =
      new SessionTimers(false, Duration.ofMinutes(30), SHORTEST, Refresher.ANY);

  /** Who sends the signs of life. */
  public enum Refresher {
    /** As the peer likes; this side, if it has no wish. */
    ANY,
    /** This side. */
    LOCAL,
    /** The peer. */
    REMOTE
  }

  /**
   * Checks the durations.
   *
   * @param enabled whether they are used where the peer supports them; false: neither asked for nor
   *     taken part in
   * @param interval the session interval to ask for
   * @param minimum the shortest interval to put up with; a shorter one is refused with 422
   * @param refresher who shall send the signs of life, if the peer leaves us the choice
   * @throws IllegalArgumentException if the minimum is below {@link #SHORTEST}, or the interval is
   *     below the minimum
   */
  public SessionTimers {
    Objects.requireNonNull(refresher, "refresher");
    if (minimum.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "session timer minimum " + minimum + " is below the 90 s of RFC 4028 section 4");
    }
    if (interval.compareTo(minimum) < 0) {
      throw new IllegalArgumentException(
          "session interval " + interval + " is shorter than the minimum " + minimum);
    }
  }

  /**
   * Session timers with an interval.
   *
   * @param interval to ask for, at least {@link #SHORTEST}
   * @return with the other values of {@link #DEFAULT}
   * @throws IllegalArgumentException if the interval is too short
   */
  public static SessionTimers of(Duration interval) {
    return new SessionTimers(true, interval, SHORTEST, Refresher.ANY);
  }

  /**
   * A copy with another minimum.
   *
   * @param shortest at least {@link #SHORTEST}, at most the interval
   * @return the copy
   * @throws IllegalArgumentException if it is out of that range
   */
  public SessionTimers withMinimum(Duration shortest) {
    return new SessionTimers(enabled, interval, shortest, refresher);
  }

  /**
   * A copy with another refresher.
   *
   * @param who shall send the signs of life
   * @return the copy
   */
  public SessionTimers withRefresher(Refresher who) {
    return new SessionTimers(enabled, interval, minimum, who);
  }
}
