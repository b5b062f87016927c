package io.jasip.internal.subscription;

import io.jasip.NotifyEvent;
import io.jasip.SubscribeOptions;
import io.jasip.Subscription;
import io.jasip.SubscriptionEnd;
import io.jasip.UAListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions of one user agent, and the NOTIFYs that belong to none (RFC 6665 section 4.1).
 * On the loop.
 */
public final class Subscriber {

  private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

  private final UserAgentCore core;
  private final CallbackDispatcher dispatcher;
  private final Listeners<UAListener> listeners;
  private final Set<RealSubscription> subscriptions = new LinkedHashSet<>();
  private boolean stopping;

  /** Takes all NOTIFYs of the core that no dialog takes. */
  public Subscriber(
      UserAgentCore core, CallbackDispatcher dispatcher, Listeners<UAListener> listeners) {
    this.core = core;
    this.dispatcher = dispatcher;
    this.listeners = listeners;
    core.handle(SipMethod.NOTIFY, this::unsolicited);
    core.onUnknownDialogs(this::inUnknownDialog);
  }

  /**
   * Makes a subscription; {@link #begin} on the loop starts it. Any thread.
   *
   * @param event with parameters such as {@code id}, if any
   * @throws IllegalArgumentException if the event is not a token
   */
  public Subscription prepare(SipUri target, String event, SubscribeOptions options) {
    EventHeader header =
        EventHeader.parse(event)
            .filter(each -> each.toString().chars().noneMatch(c -> c < ' '))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "event \"" + event + "\" is not the name of an event package"));
    return new RealSubscription(this, target, header, options);
  }

  /** Starts what {@link #prepare} has made. */
  public void begin(Subscription prepared) {
    RealSubscription subscription = (RealSubscription) prepared;
    subscriptions.add(subscription);
    if (stopping) {
      subscription.connectionLost();
    } else {
      subscription.begin();
    }
  }

  UserAgentCore core() {
    return core;
  }

  CallbackDispatcher dispatcher() {
    return dispatcher;
  }

  boolean isStopping() {
    return stopping;
  }

  void forget(RealSubscription subscription) {
    subscriptions.remove(subscription);
  }

  /** How many subscriptions there are that have not ended. */
  public int count() {
    return subscriptions.size();
  }

  /** The connection is there again. */
  public void connected() {
    new ArrayList<>(subscriptions).forEach(RealSubscription::connected);
  }

  /** The connection is gone. */
  public void connectionLost() {
    new ArrayList<>(subscriptions).forEach(RealSubscription::connectionLost);
  }

  /** Ends all subscriptions. What is to be waited for, for a while. */
  public List<CompletableFuture<?>> stop() {
    stopping = true;
    List<CompletableFuture<?>> ends = new ArrayList<>();
    new ArrayList<>(subscriptions).forEach(subscription -> ends.add(subscription.unsubscribe()));
    return ends;
  }

  /** The first NOTIFY of a subscription, which may come before the 2xx, or one of a fork. */
  private void inUnknownDialog(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (request.is(SipMethod.NOTIFY)) {
      for (RealSubscription subscription : subscriptions) {
        SubscriptionUsage usage = subscription.usage();
        if (usage != null && usage.isAnsweredBy(request)) {
          answer(transaction, subscription, usage);
          return;
        }
      }
    }
    core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
  }

  private void answer(
      ServerTransaction transaction, RealSubscription subscription, SubscriptionUsage usage) {
    if (usage.dialog() == null) {
      subscription.onNotify(transaction, usage);
    } else if (refuses(transaction, subscription.header())) {
      LOG.debug("Refused a NOTIFY that is about something else");
    } else if (subscription.takesForks() && !usage.isOld() && !stopping) {
      RealSubscription fork = subscription.fork(usage);
      subscriptions.add(fork);
      subscription.tellOfFork(fork);
      SubscriptionUsage forked = Objects.requireNonNull(fork.usage());
      fork.onNotify(transaction, forked);
      if (fork.usage() == forked && forked.dialog() == null) {
        fork.ended(
            SubscriptionEnd.OTHER, transaction.request(), "malformed NOTIFY", false, Duration.ZERO);
      }
    } else {
      core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
    }
  }

  /** Refuses a NOTIFY that is not about the event or does not say what has become of it. */
  boolean refuses(ServerTransaction transaction, EventHeader event) {
    SipRequest notify = transaction.request();
    if (EventHeader.of(notify, "Event").filter(event::matches).isEmpty()) {
      transaction.respond(
          core.response(transaction, StatusCode.BAD_EVENT)
              .header("Allow-Events", event.token())
              .build());
      return true;
    }
    if (EventHeader.of(notify, "Subscription-State").isEmpty()) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
      return true;
    }
    return false;
  }

  /** Does what the application asks, unless the user agent was stopped. Any thread. */
  void onLoop(Runnable task) {
    try {
      core.loop().run(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("The user agent was stopped, and the subscription has ended with it");
    }
  }

  /** A NOTIFY without a subscription, by which Asterisk tells of waiting messages. */
  private void unsolicited(ServerTransaction transaction) {
    SipRequest notify = transaction.request();
    EventHeader event = EventHeader.of(notify, "Event").orElse(null);
    if (event == null) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
      return;
    }
    if (listeners.isEmpty()) {
      core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
      return;
    }
    core.refuse(transaction, StatusCode.OK);
    boolean last =
        EventHeader.of(notify, "Subscription-State")
            .filter(state -> state.token().equals("terminated"))
            .isPresent();
    NotifyEvent heard = new NotifyEvent(null, event.token(), last, SipBody.of(notify), notify);
    listeners.tell(listener -> listener.onNotify(heard));
  }
}
