package io.jasip;

import io.jasip.sip.SipMessage;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A subscription is over for good.
 *
 * @param subscription that it is about
 * @param why the reason
 * @param retryAfter how long the notifier wants not to be asked again; zero if it did not say
 * @param message that ended it, a NOTIFY or a response; null if there was none
 * @param detail one sentence for a person
 */
public record SubscriptionEndedEvent(
    Subscription subscription,
    SubscriptionEnd why,
    Duration retryAfter,
    @Nullable SipMessage message,
    String detail) {

  /**
   * The status of the response that ended the subscription.
   *
   * @return 300 to 699, or 0 if no response ended it
   */
  public int status() {
    return message instanceof SipResponse response ? response.status() : 0;
  }
}
