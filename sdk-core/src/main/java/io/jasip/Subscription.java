package io.jasip;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipUri;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A subscription to the state of a resource, such as whether somebody is on the phone (RFC 6665).
 * It is refreshed without being asked, and made anew when the notifier ends it for a reason that
 * allows that, or when it has forgotten it. All methods: any thread.
 */
public interface Subscription {

  /**
   * What is subscribed to.
   *
   * @return an address
   */
  SipUri target();

  /**
   * The event package.
   *
   * @return such as {@code presence}, without parameters
   */
  String event();

  /**
   * Who reports: the target, or which of its phones, as the notifier names itself.
   *
   * @return the target until the first NOTIFY
   */
  NameAddr remote();

  /**
   * The state at this moment.
   *
   * @return the state
   */
  SubscriptionState state();

  /**
   * How long the notifier keeps the subscription without a refresh, as it last said.
   *
   * @return zero while it has not said so, or there is no subscription
   */
  Duration expires();

  /**
   * Completes when the first NOTIFY has come.
   *
   * @return fails with {@link RequestFailedException} if the subscription ends before
   */
  CompletableFuture<Subscription> established();

  /**
   * Completes when the subscription is over for good.
   *
   * @return never fails
   */
  CompletableFuture<SubscriptionEndedEvent> ended();

  /** Asks for the state now, by a refresh, which the notifier answers with a NOTIFY as well. */
  void refresh();

  /**
   * Ends the subscription. It is over with the last NOTIFY, or, since Asterisk 16 sends none, a
   * second after the notifier has agreed.
   *
   * @return {@link #ended()}
   */
  CompletableFuture<SubscriptionEndedEvent> unsubscribe();

  /**
   * Adds a listener, which hears of what happens from now on.
   *
   * @param listener to be told
   * @return removes it again
   */
  ListenerHandle addListener(SubscriptionListener listener);
}
