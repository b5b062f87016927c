package io.jasip.internal.registration;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a registration is refreshed, and when it is tried again after a failure. Random, so that the
 * user agents of a server that was restarted do not all come at once.
 *
 * @param random from 0 up to 1, without 1
 */
public record RegistrationTimes(DoubleSupplier random) {

  /** An answer to a REGISTER may take this long: Timer F. */
  private static final Duration ANSWER = Duration.ofSeconds(32);

  private static final Duration MARGIN = Duration.ofSeconds(5);

  /** A server that grants no time at all is not to be asked in a loop. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** RFC 5626 section 4.5. */
  private static final Duration BASE_ALL_FAILED = Duration.ofSeconds(30);

  private static final Duration BASE_ONE_WORKS = Duration.ofSeconds(90);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

  /**
   * After the first half of the interval and before there is no time left for a late answer; of a
   * short interval, five seconds before its end, but not in its first half.
   */
  Duration refresh(Duration expires) {
    Duration half = expires.dividedBy(2);
    Duration latest = expires.minus(ANSWER);
    if (latest.compareTo(half) > 0) {
      return half.plus(part(latest.minus(half)));
    }
    return longer(SHORTEST, longer(half, expires.minus(MARGIN)));
  }

  /** When the binding is gone if it is not refreshed. */
  Duration expiry(Duration expires) {
    return longer(expires, SHORTEST.multipliedBy(2));
  }

  /**
   * The pause after failures in a row (RFC 5626 section 4.5), at least as long as the server wants.
   *
   * @param failures at least 1
   * @param anotherWorks whether calls come in by another flow meanwhile
   * @param retryAfter what the server said; null if nothing
   */
  public Duration retry(int failures, boolean anotherWorks, @Nullable Duration retryAfter) {
    Duration base = anotherWorks ? BASE_ONE_WORKS : BASE_ALL_FAILED;
    Duration upper = base.multipliedBy(1L << Math.min(failures, 10));
    if (upper.compareTo(LONGEST_WAIT) > 0) {
      upper = LONGEST_WAIT;
    }
    Duration half = upper.dividedBy(2);
    Duration pause = half.plus(part(half));
    return retryAfter == null ? pause : longer(pause, retryAfter);
  }

  /** Between four fifths of what the server's Flow-Timer allows and all of it (section 4.4.1). */
  Duration keepAlive(Duration flowTimer) {
    Duration fifth = flowTimer.dividedBy(5);
    return longer(SHORTEST, fifth.multipliedBy(4).plus(part(fifth)));
  }

  private Duration part(Duration of) {
    return Duration.ofMillis((long) (of.toMillis() * random.getAsDouble()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
