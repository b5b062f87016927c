package io.jasip;

/**
 * Told what happens to a {@link Subscription}. Called on the application's executor, one at a time
 * and in order; may block, which delays only further events. An exception that a method throws is
 * logged and changes nothing.
 */
public interface SubscriptionListener {

  /**
   * The subscription has changed its state.
   *
   * @param event what happened
   */
  default void onState(SubscriptionStateEvent event) {}

  /**
   * The notifier has reported. It was answered with 200.
   *
   * @param event what it says
   */
  default void onNotify(NotifyEvent event) {}

  /**
   * Another phone of the target reports as well: a subscription of its own, without being made
   * anew. Only if {@link SubscribeOptions#forks()}.
   *
   * @param fork whose first NOTIFY has come and is told to listeners that are added now
   */
  default void onFork(Subscription fork) {}

  /**
   * The subscription is over for good. Nothing more is told after this.
   *
   * @param event what happened
   */
  default void onEnded(SubscriptionEndedEvent event) {}
}
