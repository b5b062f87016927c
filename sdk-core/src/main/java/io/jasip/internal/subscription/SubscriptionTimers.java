package io.jasip.internal.subscription;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import java.time.Duration;

/** The timers of one subscription. On the loop. */
final class SubscriptionTimers {

  private static final Duration MIN_REFRESH_MARGIN = Duration.ofSeconds(5);
  private static final Duration MIN_REFRESH_DELAY = Duration.ofSeconds(1);

  private final SipLoop loop;
  private final Duration timeout;
  private Timer timerN = Timer.NONE;
  private Timer refresh = Timer.NONE;
  private Timer expiry = Timer.NONE;
  private Timer retry = Timer.NONE;
  private long expiresAt;
  private long lastingSince;
  private boolean lasting;
  private int failures;

  SubscriptionTimers(UserAgentCore core) {
    this.loop = core.loop();
    this.timeout = core.timers().timeout();
  }

  /** Waits 64*T1 for a NOTIFY (RFC 6665 section 4.1.2.4). */
  void startTimerN(Runnable task) {
    timerN.cancel();
    timerN = loop.schedule(timeout, task);
  }

  void stopTimerN() {
    timerN.cancel();
  }

  /** The notifier keeps the subscription for so long from now. */
  void keepFor(Duration granted) {
    expiresAt = loop.nanoTime() + granted.toNanos();
  }

  /**
   * Refreshes when nine tenths of what is left are over, or at least five seconds before the end.
   */
  void startRefresh(Runnable refreshDue, Runnable expired) {
    stopRefresh();
    Duration remaining = Duration.ofNanos(expiresAt - loop.nanoTime());
    Duration margin = max(remaining.dividedBy(10), MIN_REFRESH_MARGIN);
    Duration half = remaining.dividedBy(2);
    Duration delay = margin.compareTo(half) > 0 ? half : remaining.minus(margin);
    if (delay.compareTo(MIN_REFRESH_DELAY) >= 0) {
      refresh = loop.schedule(delay, refreshDue);
    }
    expiry = loop.schedule(remaining, expired);
  }

  void stopRefresh() {
    refresh.cancel();
    expiry.cancel();
  }

  /** The first NOTIFY has come. */
  void established() {
    lasting = true;
    lastingSince = loop.nanoTime();
  }

  /** Waits before the next attempt, the longer the more subscriptions did not last. */
  void startRetry(Duration least, Runnable task) {
    boolean lasted = lasting && loop.nanoTime() - lastingSince >= RetryRules.SUCCESS.toNanos();
    lasting = false;
    failures = lasted ? 0 : failures;
    retry = loop.schedule(max(least, RetryRules.backoff(failures++)), task);
  }

  void stopRetry() {
    retry.cancel();
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
