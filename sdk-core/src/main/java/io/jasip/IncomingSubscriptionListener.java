package io.jasip;

/** Decides about subscriptions to a state that this user agent reports (RFC 6665 section 4.2). */
@FunctionalInterface
public interface IncomingSubscriptionListener {

  /**
   * Somebody subscribes. Called on the application's executor. If it returns without {@link
   * IncomingSubscription#accept} or {@link IncomingSubscription#reject}, the subscription is
   * pending, and the decision can come at any time; if it throws, SUBSCRIBE is refused with 500.
   *
   * @param subscription that has come in
   */
  void onSubscribe(IncomingSubscription subscription);
}
