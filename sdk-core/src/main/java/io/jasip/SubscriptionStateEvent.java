package io.jasip;

/**
 * A subscription has changed its state.
 *
 * @param subscription that it is about
 * @param from the state before
 * @param to the state now
 */
public record SubscriptionStateEvent(
    Subscription subscription, SubscriptionState from, SubscriptionState to) {}
