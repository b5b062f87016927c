package io.jasip.internal.subscription;

import io.jasip.Cause;
import io.jasip.NotifyEvent;
import io.jasip.RequestFailedException;
import io.jasip.Subscription;
import io.jasip.SubscriptionEnd;
import io.jasip.SubscriptionEndedEvent;
import io.jasip.SubscriptionListener;
import io.jasip.SubscriptionState;
import io.jasip.SubscriptionStateEvent;
import io.jasip.internal.core.RequestFailure;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the application hears of a subscription. Told on the loop, delivered on the application's
 * thread.
 */
final class SubscriptionEvents {

  private final Subscription subscription;
  private final CallbackDispatcher dispatcher;
  private final Listeners<SubscriptionListener> listeners;
  private final CompletableFuture<Subscription> established = new CompletableFuture<>();
  private final CompletableFuture<SubscriptionEndedEvent> ended = new CompletableFuture<>();

  /**
   * Why a subscription has ended.
   *
   * @param retryAfter zero if the notifier did not say
   * @param detail one sentence for a person
   */
  record End(
      SubscriptionEnd why, Duration retryAfter, @Nullable SipMessage message, String detail) {}

  SubscriptionEvents(Subscription subscription, CallbackDispatcher dispatcher) {
    this.subscription = subscription;
    this.dispatcher = dispatcher;
    this.listeners = new Listeners<>(dispatcher);
  }

  Runnable add(SubscriptionListener listener) {
    return listeners.add(listener);
  }

  CompletableFuture<Subscription> established() {
    return established.copy();
  }

  CompletableFuture<SubscriptionEndedEvent> ended() {
    return ended.copy();
  }

  void state(SubscriptionState from, SubscriptionState to) {
    SubscriptionStateEvent event = new SubscriptionStateEvent(subscription, from, to);
    listeners.tell(listener -> listener.onState(event));
  }

  void notified(String event, boolean last, SipRequest notify) {
    NotifyEvent heard = new NotifyEvent(subscription, event, last, SipBody.of(notify), notify);
    listeners.tell(listener -> listener.onNotify(heard));
  }

  void forked(Subscription fork) {
    listeners.tell(listener -> listener.onFork(fork));
  }

  void succeeded() {
    dispatcher.complete(established, subscription);
  }

  void ended(End end) {
    SubscriptionEndedEvent event =
        new SubscriptionEndedEvent(
            subscription, end.why(), end.retryAfter(), end.message(), end.detail());
    listeners.tell(listener -> listener.onEnded(event));
    SipResponse refusal = end.message() instanceof SipResponse response ? response : null;
    dispatcher.fail(
        established, new RequestFailedException(cause(end), end.detail(), refusal, null));
    dispatcher.complete(ended, event);
  }

  private static Cause cause(End end) {
    return switch (end.why()) {
      case REFUSED ->
          end.message() instanceof SipResponse refusal
              ? RequestFailure.cause(refusal.status())
              : Cause.SIP_FAILURE_CODE;
      case NO_ANSWER, NO_NOTIFY -> Cause.REQUEST_TIMEOUT;
      case CONNECTION_ERROR -> Cause.CONNECTION_ERROR;
      case STOPPED -> Cause.STOPPED;
      case UNSUBSCRIBED -> Cause.CANCELED;
      case REJECTED -> Cause.REJECTED;
      case NORESOURCE -> Cause.NOT_FOUND;
      case DEACTIVATED, PROBATION, TIMEOUT, GIVEUP, INVARIANT, OTHER -> Cause.UNAVAILABLE;
    };
  }
}
