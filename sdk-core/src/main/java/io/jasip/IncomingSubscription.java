package io.jasip;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody subscribes to a state that this user agent reports (RFC 6665 section 4.2). Every refresh
 * is answered, and followed by the last state again, without being asked; so is the end, whether
 * the subscriber wants it or its time runs out. All methods: any thread.
 */
public interface IncomingSubscription {

  /**
   * Who subscribes, as the server names the sender.
   *
   * @return display name and address
   */
  NameAddr from();

  /**
   * The event package.
   *
   * @return such as {@code presence}, without parameters
   */
  String event();

  /**
   * The media types that the subscriber takes.
   *
   * @return in lower case, without parameters; empty for the usual type of the event package
   */
  List<String> accept();

  /**
   * The first SUBSCRIBE.
   *
   * @return never null
   */
  SipRequest request();

  /**
   * The state at this moment.
   *
   * @return {@link SubscriptionState#SUBSCRIBING} until decided, then {@link
   *     SubscriptionState#PENDING}, {@link SubscriptionState#ACTIVE} or {@link
   *     SubscriptionState#TERMINATED}
   */
  SubscriptionState state();

  /**
   * Allows the subscription, and reports for the first time. Does nothing once that is decided.
   *
   * @param state possibly empty
   */
  void accept(SipBody state);

  /**
   * Refuses the subscription: SUBSCRIBE with the status, or, if the subscription is pending
   * already, by a last NOTIFY of reason {@code rejected}. Does nothing once it is active or over.
   *
   * @param status 300 to 699, such as 403
   * @param headers to add to the response, possibly none
   * @throws IllegalArgumentException if the status is not a refusal
   */
  void reject(int status, SipHeaders headers);

  /**
   * Reports the state.
   *
   * @param state possibly empty
   * @return completes when the subscriber has confirmed; fails with {@link RequestFailedException},
   *     or with {@link IllegalStateException} unless active
   */
  CompletableFuture<Void> notify(SipBody state);

  /**
   * Ends the subscription by a last NOTIFY.
   *
   * @param reason one of those that a notifier can give: {@link SubscriptionEnd#DEACTIVATED} to
   *     {@link SubscriptionEnd#INVARIANT}
   * @param retryAfter when the subscriber may ask again; zero to say nothing
   * @return completes when the subscriber has confirmed, or at once if the subscription is over or
   *     not decided; fails with {@link RequestFailedException}
   * @throws IllegalArgumentException if the reason is none of those
   */
  CompletableFuture<Void> end(SubscriptionEnd reason, Duration retryAfter);

  /**
   * Completes when the subscription is over, whatever for.
   *
   * @return {@link SubscriptionEnd#UNSUBSCRIBED} if the subscriber ended it, {@link
   *     SubscriptionEnd#TIMEOUT} if it was not refreshed, {@link SubscriptionEnd#REFUSED} if the
   *     subscriber refused a NOTIFY; never fails
   */
  CompletableFuture<SubscriptionEnd> ended();
}
