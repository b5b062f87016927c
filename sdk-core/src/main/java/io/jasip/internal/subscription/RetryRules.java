package io.jasip.internal.subscription;

import io.jasip.SubscriptionEnd;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether and when a subscription is made anew (RFC 6665 sections 4.1.2.2 and 4.1.3). */
final class RetryRules {

  /** For who wants to be asked later without saying when. */
  private static final Duration LATER = Duration.ofMinutes(1);

  /** A subscription that ends sooner than this was no success. */
  static final Duration SUCCESS = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private RetryRules() {}

  /** The reason that a NOTIFY gives. */
  static SubscriptionEnd end(@Nullable String reason) {
    if (reason == null) {
      return SubscriptionEnd.OTHER;
    }
    return switch (reason.toLowerCase(Locale.ROOT)) {
      case "deactivated" -> SubscriptionEnd.DEACTIVATED;
      case "probation" -> SubscriptionEnd.PROBATION;
      case "rejected" -> SubscriptionEnd.REJECTED;
      case "timeout" -> SubscriptionEnd.TIMEOUT;
      case "giveup" -> SubscriptionEnd.GIVEUP;
      case "noresource" -> SubscriptionEnd.NORESOURCE;
      case "invariant" -> SubscriptionEnd.INVARIANT;
      default -> SubscriptionEnd.OTHER;
    };
  }

  /** Whether a subscription that a NOTIFY has ended may be made anew. */
  static boolean allowed(SubscriptionEnd end) {
    return switch (end) {
      case DEACTIVATED, PROBATION, TIMEOUT, GIVEUP, OTHER -> true;
      default -> false;
    };
  }

  /**
   * How long to wait before a subscription that a NOTIFY has ended is made anew. The time that the
   * notifier names means something only for some reasons.
   */
  static Duration delay(SubscriptionEnd end, @Nullable Duration retryAfter) {
    return switch (end) {
      case PROBATION, GIVEUP -> retryAfter == null ? LATER : retryAfter;
      case OTHER -> retryAfter == null ? Duration.ZERO : retryAfter;
      default -> Duration.ZERO;
    };
  }

  /** The least wait after so many subscriptions in a row that did not last. */
  static Duration backoff(int failures) {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(failures, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** Whether a refusal of a refresh ends the subscription (RFC 6665 section 4.1.2.2). */
  static boolean endsSubscription(int status) {
    return switch (status) {
      case 404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604 -> true;
      default -> false;
    };
  }

  /** Whether a refusal may be different next time. */
  static boolean isTemporary(int status) {
    return switch (status) {
      case StatusCode.REQUEST_TIMEOUT,
          StatusCode.TEMPORARILY_UNAVAILABLE,
          StatusCode.CALL_DOES_NOT_EXIST,
          StatusCode.SERVER_INTERNAL_ERROR,
          StatusCode.SERVICE_UNAVAILABLE,
          StatusCode.SERVER_TIMEOUT ->
          true;
      default -> false;
    };
  }
}
