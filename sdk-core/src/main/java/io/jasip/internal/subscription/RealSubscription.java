package io.jasip.internal.subscription;

import io.jasip.ListenerHandle;
import io.jasip.SubscribeOptions;
import io.jasip.Subscription;
import io.jasip.SubscriptionEnd;
import io.jasip.SubscriptionEndedEvent;
import io.jasip.SubscriptionListener;
import io.jasip.SubscriptionState;
import io.jasip.internal.core.LongerIntervals;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.subscription.SubscriptionEvents.End;
import io.jasip.internal.subscription.SubscriptionMachine.Action;
import io.jasip.internal.subscription.SubscriptionMachine.Input;
import io.jasip.internal.subscription.SubscriptionMachine.State;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Owner of a {@link SubscriptionMachine}: one subscription of ours (RFC 6665 section 4.1). On the
 * loop, but for what {@link Subscription} says.
 */
final class RealSubscription implements Subscription, DialogTable.Owner {

  private final Subscriber subscriber;
  private final UserAgentCore core;
  private final SipUri target;
  private final EventHeader event;
  private final SubscribeOptions options;
  private final boolean fork;
  private final SubscriptionEvents events;
  final LongerIntervals longer = new LongerIntervals();
  private Duration asked;
  private @Nullable SubscriptionUsage usage;
  private final SubscriptionTimers timers;
  private boolean heard;
  private boolean wanted = true;
  private Duration retryDelay = Duration.ZERO;
  private End end;

  /** Written on the loop, read by any thread. */
  private volatile State state = State.SUBSCRIBING;

  private volatile Duration expires = Duration.ZERO;
  private volatile NameAddr remote;

  RealSubscription(
      Subscriber subscriber, SipUri target, EventHeader event, SubscribeOptions options) {
    this(subscriber, target, event, options, null);
  }

  private RealSubscription(
      Subscriber subscriber,
      SipUri target,
      EventHeader event,
      SubscribeOptions options,
      @Nullable SubscriptionUsage forked) {
    this.subscriber = subscriber;
    this.core = subscriber.core();
    this.target = target;
    this.event = event;
    this.options = options;
    this.asked = options.expires();
    this.remote = NameAddr.of(target);
    this.usage = forked;
    this.fork = forked != null;
    this.end = end(SubscriptionEnd.UNSUBSCRIBED, null, "the subscription was ended as asked");
    this.timers = new SubscriptionTimers(core);
    this.events = new SubscriptionEvents(this, subscriber.dispatcher());
    if (options.listener() != null && !fork) {
      events.add(options.listener());
    }
  }

  /** Another phone has answered the same SUBSCRIBE. */
  RealSubscription fork(SubscriptionUsage of) {
    return new RealSubscription(subscriber, target, event, options, of.fork());
  }

  @Override
  public SipUri target() {
    return target;
  }

  @Override
  public String event() {
    return event.token();
  }

  @Override
  public NameAddr remote() {
    return remote;
  }

  @Override
  public SubscriptionState state() {
    return state.seen();
  }

  @Override
  public Duration expires() {
    return expires;
  }

  @Override
  public CompletableFuture<Subscription> established() {
    return events.established();
  }

  @Override
  public CompletableFuture<SubscriptionEndedEvent> ended() {
    return events.ended();
  }

  @Override
  public void refresh() {
    subscriber.onLoop(() -> input(Input.REFRESH_DUE));
  }

  @Override
  public CompletableFuture<SubscriptionEndedEvent> unsubscribe() {
    subscriber.onLoop(
        () -> {
          wanted = false;
          input(Input.UNSUBSCRIBE);
        });
    return ended();
  }

  @Override
  public ListenerHandle addListener(SubscriptionListener listener) {
    return events.add(Objects.requireNonNull(listener, "listener"))::run;
  }

  /** Sends the first SUBSCRIBE. */
  void begin() {
    perform(Action.SEND_SUBSCRIBE);
    perform(Action.START_TIMER_N);
  }

  void connected() {
    input(Input.CONNECTED);
  }

  /** The flow that NOTIFYs come by is gone, or there is none. */
  void connectionLost() {
    end = end(SubscriptionEnd.CONNECTION_ERROR, null, "the connection to the server is gone");
    input(mayRetry() && heard ? Input.CONNECTION_LOST : Input.ENDED_FOR_GOOD);
  }

  EventHeader header() {
    return event;
  }

  /** What is shared with the notifier; null while there is no subscription. */
  @Nullable SubscriptionUsage usage() {
    return usage;
  }

  /** Whether other phones may answer the SUBSCRIBE as well. */
  boolean takesForks() {
    return options.forks() && !fork;
  }

  void tellOfFork(RealSubscription other) {
    events.forked(other);
  }

  private void input(Input input) {
    SubscriptionState before = state.seen();
    SubscriptionMachine.Step step = SubscriptionMachine.step(state, input);
    state = step.next();
    if (state.seen() != before) {
      if (state != State.PENDING && state != State.ACTIVE) {
        expires = Duration.ZERO;
      }
      events.state(before, state.seen());
    }
    step.actions().forEach(this::perform);
  }

  private void perform(Action action) {
    switch (action) {
      case SEND_SUBSCRIBE -> {
        SubscriptionUsage begun = new SubscriptionUsage(core, target, event, options);
        usage = begun;
        send(begun, asked);
      }
      case SEND_REFRESH -> sendInDialog(asked);
      case SEND_UNSUBSCRIBE -> sendInDialog(Duration.ZERO);
      case START_TIMER_N -> timers.startTimerN(this::noNotify);
      case SHORTEN_TIMER_N -> timers.shortenTimerN(this::noNotify);
      case STOP_TIMER_N -> timers.stopTimerN();
      case SCHEDULE_REFRESH -> timers.startRefresh(() -> input(Input.REFRESH_DUE), this::expired);
      case STOP_REFRESH -> timers.stopRefresh();
      case SCHEDULE_RETRY -> timers.startRetry(retryDelay, () -> input(Input.RETRY_DUE));
      case STOP_RETRY -> timers.stopRetry();
      case FORGET_DIALOG -> forgetDialog();
      case SUCCEED -> {
        heard = true;
        timers.established();
        events.succeeded();
      }
      case FINISH -> finish();
    }
  }

  private void sendInDialog(Duration interval) {
    if (usage != null) {
      send(usage, interval);
    }
  }

  private void send(SubscriptionUsage by, Duration interval) {
    boolean first = by.dialog() == null;
    core.send(
        by.subscribe(interval),
        by::nextSequence,
        new SubscribeAnswer(this, core, by, first, interval));
  }

  private void forgetDialog() {
    if (usage != null && usage.dialog() != null) {
      core.dialogs().remove(usage.dialog().id());
    }
    usage = null;
  }

  private void finish() {
    subscriber.forget(this);
    if (subscriber.isStopping()) {
      end = end(SubscriptionEnd.STOPPED, end.message(), "the user agent was stopped");
    } else if (!wanted) {
      end = end(SubscriptionEnd.UNSUBSCRIBED, end.message(), "the subscription was ended as asked");
    }
    events.ended(end);
  }

  private End end(SubscriptionEnd why, @Nullable SipMessage message, String what) {
    return new End(why, Duration.ZERO, message, "subscription to " + target + ": " + what);
  }

  private boolean mayRetry() {
    return options.resubscribes() && !fork && wanted && !isFetch();
  }

  private boolean isFetch() {
    return options.expires().isZero();
  }

  private void noNotify() {
    ended(SubscriptionEnd.NO_NOTIFY, null, "no NOTIFY came in time", heard, Duration.ZERO);
  }

  private void expired() {
    ended(SubscriptionEnd.TIMEOUT, null, "it could not be refreshed", true, Duration.ZERO);
  }

  /** The notifier has accepted a SUBSCRIBE. */
  void accepted(Duration granted) {
    longer.agreed();
    keepFor(granted);
    input(Input.ACCEPTED);
  }

  /** The notifier wants to be asked for a longer time. */
  void tooBrief(Duration minimum) {
    asked = minimum;
    input(Input.TOO_BRIEF);
  }

  /** A refresh failed, and the subscription lives on till it expires. */
  void stands() {
    input(Input.STANDS);
  }

  /**
   * The subscription has ended.
   *
   * @param again whether its end allows to make it anew
   */
  void ended(
      SubscriptionEnd why,
      @Nullable SipMessage message,
      String what,
      boolean again,
      Duration delay) {
    end = end(why, message, what);
    retryDelay = delay;
    input(again && mayRetry() ? Input.ENDED_FOR_NOW : Input.ENDED_FOR_GOOD);
  }

  /** Whether a NOTIFY has ever come. */
  boolean isHeard() {
    return heard;
  }

  private void keepFor(Duration granted) {
    timers.keepFor(granted);
    expires = granted;
  }

  @Override
  public void onAck(SipRequest ack) {
    // There is no INVITE in this dialog; an ACK is never answered.
  }

  @Override
  public void onRequest(ServerTransaction transaction) {
    SubscriptionUsage current = usage;
    if (!transaction.request().is(SipMethod.NOTIFY)) {
      transaction.respond(
          core.response(transaction, StatusCode.METHOD_NOT_ALLOWED)
              .header("Allow", "NOTIFY")
              .build());
    } else if (current == null) {
      core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
    } else {
      onNotify(transaction, current);
    }
  }

  /** A NOTIFY in the dialog, or the one that makes it (RFC 6665 section 4.1.3). */
  void onNotify(ServerTransaction transaction, SubscriptionUsage current) {
    if (subscriber.refuses(transaction, event)) {
      return;
    }
    SipRequest notify = transaction.request();
    if (current.dialog() != null && !current.dialog().acceptSequence(notify)) {
      core.refuse(transaction, StatusCode.SERVER_INTERNAL_ERROR);
    } else {
      try {
        take(notify, current);
      } catch (MalformedMessageException e) {
        core.refuse(transaction, StatusCode.BAD_REQUEST);
        return;
      }
      core.refuse(transaction, StatusCode.OK);
      EventHeader.of(notify, "Subscription-State").ifPresent(says -> report(notify, says));
    }
  }

  private void take(SipRequest notify, SubscriptionUsage current) throws MalformedMessageException {
    Dialog dialog = current.dialog();
    if (dialog == null) {
      core.dialogs().add(current.adopt(notify).id(), this);
      remote = notify.from().withoutParameters();
    } else {
      dialog.refreshTarget(notify);
    }
  }

  private void report(SipRequest notify, EventHeader says) {
    boolean last = says.token().equals("terminated");
    events.notified(event.token(), last, notify);
    if (last) {
      onLast(notify, says);
      return;
    }
    Duration known = expires.isZero() ? asked : null;
    Duration left = Seconds.parse(says.parameter("expires")).orElse(known);
    if (left != null) {
      keepFor(left);
    }
    input(says.token().equals("pending") ? Input.NOTIFY_PENDING : Input.NOTIFY_ACTIVE);
  }

  private void onLast(SipRequest notify, EventHeader says) {
    Duration retryAfter = Seconds.parse(says.parameter("retry-after")).orElse(null);
    if (isFetch()) {
      events.succeeded();
      wanted = false;
    }
    SubscriptionEnd why = RetryRules.end(says.parameter("reason"));
    String what = "the notifier has ended it: " + says;
    retryDelay = RetryRules.delay(why, retryAfter);
    end =
        new End(
            why,
            retryAfter == null ? Duration.ZERO : retryAfter,
            notify,
            "subscription to " + target + ": " + what);
    input(RetryRules.allowed(why) && mayRetry() ? Input.ENDED_FOR_NOW : Input.ENDED_FOR_GOOD);
  }
}
