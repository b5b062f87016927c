package io.jasip.internal.transfer;

import static io.jasip.internal.transfer.ReferServerMachine.Action.ACCEPT;
import static io.jasip.internal.transfer.ReferServerMachine.Action.NOTIFY_FINAL;
import static io.jasip.internal.transfer.ReferServerMachine.Action.NOTIFY_PROGRESS;
import static io.jasip.internal.transfer.ReferServerMachine.Action.NOTIFY_TIMEOUT;
import static io.jasip.internal.transfer.ReferServerMachine.Action.NOTIFY_TRYING;
import static io.jasip.internal.transfer.ReferServerMachine.Action.REFUSE;
import static io.jasip.internal.transfer.ReferServerMachine.Action.START_TIMER;
import static io.jasip.internal.transfer.ReferServerMachine.Action.STOP_TIMER;

import java.util.List;

/** What becomes of a REFER that has come in (RFC 3515 section 2.4). */
final class ReferServerMachine {

  /**
   * The state of the REFER and of the subscription that it makes.
   *
   * <pre>
   *  OPEN --defer--&gt; DEFERRED
   *   |  accept        |
   *   +----------------+--&gt; FOLLOWING --final status--&gt; OVER
   *   |  reject        |
   *   +----------------+--&gt; OVER
   * </pre>
   */
  enum State {
    /** Nobody has decided. */
    OPEN,
    /** Somebody has asked for time. */
    DEFERRED,
    /** We call the target, and report. */
    FOLLOWING,
    /** Declined, or nothing more is to be reported. */
    OVER
  }

  /** What can happen. */
  enum Input {
    ACCEPT,
    REJECT,
    DEFER,
    /** The time to decide is over. */
    TIMEOUT,
    /** The call to the target has got a provisional response. */
    PROGRESS,
    /** The call to the target was answered or has failed. */
    FINAL,
    /** Whoever asked wants no more reports, or has not asked for more in time. */
    UNSUBSCRIBE,
    /** Our reports do not arrive. */
    LOST
  }

  /** What is to be done about it, in order. */
  enum Action {
    /** 202. */
    ACCEPT,
    /** The refusal. */
    REFUSE,
    START_TIMER,
    STOP_TIMER,
    NOTIFY_TRYING,
    NOTIFY_PROGRESS,
    NOTIFY_FINAL,
    NOTIFY_TIMEOUT
  }

  record Step(State next, List<Action> actions) {}

  private ReferServerMachine() {}

  static Step step(State now, Input input) {
    return switch (now) {
      case OPEN ->
          switch (input) {
            case ACCEPT -> to(State.FOLLOWING, ACCEPT, NOTIFY_TRYING);
            case DEFER -> to(State.DEFERRED, START_TIMER);
            case REJECT, TIMEOUT -> to(State.OVER, REFUSE);
            case LOST -> to(State.OVER);
            default -> to(now);
          };
      case DEFERRED ->
          switch (input) {
            case ACCEPT -> to(State.FOLLOWING, STOP_TIMER, ACCEPT, NOTIFY_TRYING);
            case REJECT, TIMEOUT -> to(State.OVER, STOP_TIMER, REFUSE);
            case LOST -> to(State.OVER, STOP_TIMER);
            default -> to(now);
          };
      case FOLLOWING ->
          switch (input) {
            case PROGRESS -> to(now, NOTIFY_PROGRESS);
            case FINAL -> to(State.OVER, STOP_TIMER, NOTIFY_FINAL);
            case UNSUBSCRIBE -> to(State.OVER, STOP_TIMER, NOTIFY_TIMEOUT);
            case LOST -> to(State.OVER, STOP_TIMER);
            default -> to(now);
          };
      case OVER -> to(now);
    };
  }

  private static Step to(State next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
