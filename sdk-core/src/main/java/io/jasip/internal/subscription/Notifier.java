package io.jasip.internal.subscription;

import io.jasip.IncomingSubscriptionListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The subscriptions of others (RFC 6665 section 4.2). On the loop. */
public final class Notifier {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  /** Shorter ones are refused with 423. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Longer ones are cut to this; it is also for those who do not say. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final UserAgentCore core;
  private final CallbackDispatcher dispatcher;
  private final Map<String, IncomingSubscriptionListener> packages;
  private final Set<RealIncomingSubscription> subscriptions = new LinkedHashSet<>();
  private boolean stopping;

  /**
   * Takes SUBSCRIBE from now on.
   *
   * @param packages who decides, by event package in lower case; safe for any thread, and may
   *     change
   */
  public Notifier(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      Map<String, IncomingSubscriptionListener> packages) {
    this.core = core;
    this.dispatcher = dispatcher;
    this.packages = packages;
    core.handle(SipMethod.SUBSCRIBE, this::onSubscribe);
    core.allowEvents(this::allowEvents);
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

  void forget(RealIncomingSubscription subscription) {
    subscriptions.remove(subscription);
  }

  /** How many subscriptions there are that have not ended. */
  public int count() {
    return subscriptions.size();
  }

  private String allowEvents() {
    return String.join(", ", new TreeSet<>(packages.keySet()));
  }

  private void onSubscribe(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    EventHeader event = EventHeader.of(request, "Event").orElse(null);
    IncomingSubscriptionListener listener = event == null ? null : packages.get(event.token());
    if (event == null || listener == null) {
      refuseEvent(transaction);
    } else if (stopping) {
      core.refuse(transaction, StatusCode.TEMPORARILY_UNAVAILABLE);
    } else {
      time(transaction).ifPresent(time -> take(transaction, event, time, listener));
    }
  }

  /** Refuses an event package that is not ours (RFC 6665 section 4.2.1.1). */
  void refuseEvent(ServerTransaction transaction) {
    ResponseBuilder response = core.response(transaction, StatusCode.BAD_EVENT);
    String events = allowEvents();
    transaction.respond(
        events.isEmpty() ? response.build() : response.header("Allow-Events", events).build());
  }

  /** For how long a SUBSCRIBE is granted; empty if that was too short and is refused. */
  Optional<Duration> time(ServerTransaction transaction) {
    Duration asked = Seconds.of(transaction.request(), "Expires").orElse(LONGEST);
    if (!asked.isZero() && asked.compareTo(SHORTEST) < 0) {
      transaction.respond(
          core.response(transaction, StatusCode.INTERVAL_TOO_BRIEF)
              .header("Min-Expires", Long.toString(SHORTEST.toSeconds()))
              .build());
      return Optional.empty();
    }
    return Optional.of(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
  }

  private void take(
      ServerTransaction transaction,
      EventHeader event,
      Duration time,
      IncomingSubscriptionListener listener) {
    RealIncomingSubscription subscription;
    try {
      subscription = new RealIncomingSubscription(this, transaction, event, time);
    } catch (MalformedMessageException e) {
      LOG.warn("Refused a SUBSCRIBE: {}", e.getMessage());
      core.refuse(transaction, StatusCode.BAD_REQUEST);
      return;
    }
    subscriptions.add(subscription);
    dispatcher.execute(() -> show(subscription, listener));
  }

  private void show(RealIncomingSubscription subscription, IncomingSubscriptionListener listener) {
    boolean failed = true;
    try {
      listener.onSubscribe(subscription);
      failed = false;
    } finally {
      tell(subscription, failed);
    }
  }

  private void tell(RealIncomingSubscription subscription, boolean failed) {
    try {
      core.loop().run(() -> subscription.seen(failed));
    } catch (RejectedExecutionException e) {
      // The user agent was stopped while the listener took its time: nobody waits for the answer.
    }
  }

  /** The connection is gone, and the subscribers with it. */
  public void connectionLost() {
    new ArrayList<>(subscriptions).forEach(RealIncomingSubscription::connectionLost);
  }

  /** Ends all subscriptions. What is to be waited for, for a while. */
  public List<CompletableFuture<?>> stop() {
    stopping = true;
    List<CompletableFuture<?>> ends = new ArrayList<>();
    new ArrayList<>(subscriptions).forEach(subscription -> ends.add(subscription.stop()));
    return ends;
  }
}
