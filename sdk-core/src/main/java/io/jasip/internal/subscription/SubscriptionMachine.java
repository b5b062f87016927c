package io.jasip.internal.subscription;

import static io.jasip.internal.subscription.SubscriptionMachine.Action.FINISH;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.FORGET_DIALOG;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.SCHEDULE_REFRESH;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.SCHEDULE_RETRY;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.SEND_REFRESH;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.SEND_SUBSCRIBE;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.SEND_UNSUBSCRIBE;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.SHORTEN_TIMER_N;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.START_TIMER_N;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.STOP_REFRESH;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.STOP_RETRY;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.STOP_TIMER_N;
import static io.jasip.internal.subscription.SubscriptionMachine.Action.SUCCEED;

import io.jasip.SubscriptionState;
import java.util.List;

/** The machine of a subscriber (RFC 6665 section 4.1.2 and figure 1). */
final class SubscriptionMachine {

  /** {@link SubscriptionState}, finer where it matters to the machine. */
  enum State {
    /** Called {@code notify_wait} in RFC 6665: no NOTIFY has come. */
    SUBSCRIBING(SubscriptionState.SUBSCRIBING),
    PENDING(SubscriptionState.PENDING),
    ACTIVE(SubscriptionState.ACTIVE),
    WAITING(SubscriptionState.WAITING),
    /** To be ended as soon as the first NOTIFY has made the dialog in which to say so. */
    LEAVING_UNHEARD(SubscriptionState.UNSUBSCRIBING),
    /** Ended by us; the last NOTIFY is to come. */
    LEAVING(SubscriptionState.UNSUBSCRIBING),
    TERMINATED(SubscriptionState.TERMINATED);

    private final SubscriptionState seen;

    State(SubscriptionState seen) {
      this.seen = seen;
    }

    /** What the application sees. */
    SubscriptionState seen() {
      return seen;
    }
  }

  /** What can happen. */
  enum Input {
    /** A NOTIFY says pending. */
    NOTIFY_PENDING,
    /** A NOTIFY says active. */
    NOTIFY_ACTIVE,
    /** A SUBSCRIBE has got a 2xx. */
    ACCEPTED,
    /** A SUBSCRIBE has got a 423 that names a longer time. */
    TOO_BRIEF,
    /** A refresh has failed in a way that leaves the subscription as it is. */
    STANDS,
    /** It has ended, by NOTIFY, response or timer, and may be made anew. */
    ENDED_FOR_NOW,
    /** It has ended, by NOTIFY, response or timer, and must not be made anew. */
    ENDED_FOR_GOOD,
    REFRESH_DUE,
    RETRY_DUE,
    /** The application does not want it any more. */
    UNSUBSCRIBE,
    CONNECTION_LOST,
    CONNECTED
  }

  /** What is to be done about it, in order. */
  enum Action {
    /** Of a new dialog. */
    SEND_SUBSCRIBE,
    SEND_REFRESH,
    SEND_UNSUBSCRIBE,
    /** For a NOTIFY, 64*T1 from now, also if it runs already. */
    START_TIMER_N,
    /** For the last NOTIFY, once the notifier has let us go: Asterisk 16 sends none. */
    SHORTEN_TIMER_N,
    STOP_TIMER_N,
    SCHEDULE_REFRESH,
    STOP_REFRESH,
    SCHEDULE_RETRY,
    STOP_RETRY,
    FORGET_DIALOG,
    /** Those who wait for the first NOTIFY have it. */
    SUCCEED,
    /** It is over. */
    FINISH
  }

  record Step(State next, List<Action> actions) {}

  private SubscriptionMachine() {}

  static Step step(State now, Input input) {
    return switch (now) {
      case SUBSCRIBING ->
          switch (input) {
            case NOTIFY_PENDING -> to(State.PENDING, STOP_TIMER_N, SCHEDULE_REFRESH, SUCCEED);
            case NOTIFY_ACTIVE -> to(State.ACTIVE, STOP_TIMER_N, SCHEDULE_REFRESH, SUCCEED);
            case TOO_BRIEF -> to(now, SEND_SUBSCRIBE, START_TIMER_N);
            case ENDED_FOR_NOW -> to(State.WAITING, STOP_TIMER_N, FORGET_DIALOG, SCHEDULE_RETRY);
            case ENDED_FOR_GOOD -> to(State.TERMINATED, STOP_TIMER_N, FORGET_DIALOG, FINISH);
            case UNSUBSCRIBE -> to(State.LEAVING_UNHEARD);
            case CONNECTION_LOST -> to(State.WAITING, STOP_TIMER_N, FORGET_DIALOG);
            case ACCEPTED, STANDS, REFRESH_DUE, RETRY_DUE, CONNECTED -> to(now);
          };
      case PENDING, ACTIVE ->
          switch (input) {
            case NOTIFY_PENDING -> to(State.PENDING, SCHEDULE_REFRESH);
            case NOTIFY_ACTIVE -> to(State.ACTIVE, SCHEDULE_REFRESH);
            case ACCEPTED, STANDS -> to(now, SCHEDULE_REFRESH);
            case TOO_BRIEF, REFRESH_DUE -> to(now, SEND_REFRESH);
            case ENDED_FOR_NOW -> to(State.WAITING, STOP_REFRESH, FORGET_DIALOG, SCHEDULE_RETRY);
            case ENDED_FOR_GOOD -> to(State.TERMINATED, STOP_REFRESH, FORGET_DIALOG, FINISH);
            case UNSUBSCRIBE -> to(State.LEAVING, STOP_REFRESH, SEND_UNSUBSCRIBE, START_TIMER_N);
            case CONNECTION_LOST -> to(State.WAITING, STOP_REFRESH, FORGET_DIALOG);
            case RETRY_DUE, CONNECTED -> to(now);
          };
      case WAITING ->
          switch (input) {
            case RETRY_DUE, CONNECTED ->
                to(State.SUBSCRIBING, STOP_RETRY, SEND_SUBSCRIBE, START_TIMER_N);
            case UNSUBSCRIBE, ENDED_FOR_GOOD -> to(State.TERMINATED, STOP_RETRY, FINISH);
            case CONNECTION_LOST -> to(now, STOP_RETRY);
            case NOTIFY_PENDING,
                NOTIFY_ACTIVE,
                ACCEPTED,
                TOO_BRIEF,
                STANDS,
                ENDED_FOR_NOW,
                REFRESH_DUE ->
                to(now);
          };
      case LEAVING_UNHEARD ->
          switch (input) {
            case NOTIFY_PENDING, NOTIFY_ACTIVE ->
                to(State.LEAVING, SEND_UNSUBSCRIBE, START_TIMER_N);
            case TOO_BRIEF, STANDS, ENDED_FOR_NOW, ENDED_FOR_GOOD, CONNECTION_LOST ->
                to(State.TERMINATED, STOP_TIMER_N, FORGET_DIALOG, FINISH);
            case ACCEPTED, REFRESH_DUE, RETRY_DUE, UNSUBSCRIBE, CONNECTED -> to(now);
          };
      case LEAVING ->
          switch (input) {
            case TOO_BRIEF, STANDS, ENDED_FOR_NOW, ENDED_FOR_GOOD, CONNECTION_LOST ->
                to(State.TERMINATED, STOP_TIMER_N, FORGET_DIALOG, FINISH);
            case ACCEPTED -> to(now, SHORTEN_TIMER_N);
            case NOTIFY_PENDING, NOTIFY_ACTIVE, REFRESH_DUE, RETRY_DUE, UNSUBSCRIBE, CONNECTED ->
                to(now);
          };
      case TERMINATED -> to(now);
    };
  }

  private static Step to(State next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
