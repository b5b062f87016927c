package io.jasip.internal.subscription;

import io.jasip.SubscriptionEnd;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Optional;

/** The answer to one SUBSCRIBE (RFC 6665 sections 4.1.2.1 to 4.1.2.3). On the loop. */
final class SubscribeAnswer implements ResponseListener {

  private final RealSubscription subscription;
  private final UserAgentCore core;
  private final SubscriptionUsage usage;
  private final boolean first;
  private final Duration interval;

  /**
   * Awaits the answer.
   *
   * @param first whether the SUBSCRIBE is one outside of a dialog
   * @param interval what it asks for
   */
  SubscribeAnswer(
      RealSubscription subscription,
      UserAgentCore core,
      SubscriptionUsage usage,
      boolean first,
      Duration interval) {
    this.subscription = subscription;
    this.core = core;
    this.usage = usage;
    this.first = first;
    this.interval = interval;
  }

  /** An answer that something newer has overtaken means nothing any more. */
  private boolean isCurrent() {
    return subscription.usage() == usage;
  }

  @Override
  public void onResponse(SipRequest request, SipResponse response) {
    if (response.isProvisional() || !isCurrent()) {
      return;
    }
    if (response.isSuccess()) {
      Duration granted = Seconds.of(response, "Expires").orElse(interval);
      subscription.accepted(granted);
      return;
    }
    int status = response.status();
    Optional<Duration> minimum =
        Seconds.of(response, "Min-Expires").filter(least -> least.compareTo(interval) > 0);
    if (status == StatusCode.INTERVAL_TOO_BRIEF
        && minimum.isPresent()
        && !interval.isZero()
        && subscription.longer.follow()) {
      subscription.tooBrief(minimum.get());
    } else if (first || RetryRules.endsSubscription(status)) {
      refused(response);
    } else {
      subscription.stands();
    }
  }

  private void refused(SipResponse response) {
    Duration later = Seconds.of(response, "Retry-After").orElse(Duration.ZERO);
    subscription.ended(
        SubscriptionEnd.REFUSED,
        response,
        "SUBSCRIBE was refused: " + response.status() + " " + response.reason(),
        subscription.isHeard() && RetryRules.isTemporary(response.status()),
        later);
  }

  @Override
  public void onTimeout() {
    if (!isCurrent()) {
      return;
    }
    if (first) {
      subscription.ended(
          SubscriptionEnd.NO_ANSWER,
          null,
          "SUBSCRIBE was not answered within " + core.timers().timeout().toSeconds() + " s",
          subscription.isHeard(),
          Duration.ZERO);
    } else {
      subscription.stands();
    }
  }

  @Override
  public void onTransportError() {
    if (isCurrent()) {
      subscription.connectionLost();
    }
  }
}
