package io.jasip.internal.transaction;

import static io.jasip.internal.transaction.NonInviteClientMachine.Action.PASS_UP;
import static io.jasip.internal.transaction.NonInviteClientMachine.Action.REPORT_TIMEOUT;
import static io.jasip.internal.transaction.NonInviteClientMachine.Action.REPORT_TRANSPORT_ERROR;
import static io.jasip.internal.transaction.NonInviteClientMachine.Action.SEND_REQUEST;
import static io.jasip.internal.transaction.NonInviteClientMachine.Action.START_TIMER_F;
import static io.jasip.internal.transaction.NonInviteClientMachine.Action.START_TIMER_K;
import static io.jasip.internal.transaction.NonInviteClientMachine.Action.STOP_TIMER_F;

/** The client transaction of every method but INVITE and ACK (RFC 3261 section 17.1.2). */
final class NonInviteClientMachine {

  /**
   * The states.
   *
   * <pre>
   *  TRYING --1xx--&gt; PROCEEDING --200-699--&gt; COMPLETED --K--&gt; TERMINATED
   *     |                |                       ^
   *     +--200-699-------|-----------------------+
   *     +--F or transport error--&gt; TERMINATED &lt;--+ (PROCEEDING too)
   * </pre>
   */
  enum State {
    /** Made, nothing sent yet. */
    INITIAL,
    /** Request sent, nothing heard. */
    TRYING,
    /** A provisional response has come; timer F goes on. */
    PROCEEDING,
    /** The final response has come. */
    COMPLETED,
    /** Over. */
    TERMINATED
  }

  /** What can happen. */
  enum Input {
    START,
    PROVISIONAL,
    FINAL,
    TIMER_F,
    TIMER_K,
    TRANSPORT_ERROR
  }

  /** What is to be done about it, in order. */
  enum Action {
    SEND_REQUEST,
    PASS_UP,
    START_TIMER_F,
    STOP_TIMER_F,
    START_TIMER_K,
    REPORT_TIMEOUT,
    REPORT_TRANSPORT_ERROR
  }

  private NonInviteClientMachine() {}

  static Step<State, Action> step(State now, Input input) {
    return switch (now) {
      case INITIAL ->
          switch (input) {
            case START -> Step.to(State.TRYING, START_TIMER_F, SEND_REQUEST);
            case TRANSPORT_ERROR -> Step.to(State.TERMINATED, REPORT_TRANSPORT_ERROR);
            case PROVISIONAL, FINAL, TIMER_F, TIMER_K -> Step.stay(now);
          };
      case TRYING, PROCEEDING ->
          switch (input) {
            case PROVISIONAL -> Step.to(State.PROCEEDING, PASS_UP);
            case FINAL -> Step.to(State.COMPLETED, STOP_TIMER_F, START_TIMER_K, PASS_UP);
            case TIMER_F -> Step.to(State.TERMINATED, REPORT_TIMEOUT);
            case TRANSPORT_ERROR -> Step.to(State.TERMINATED, STOP_TIMER_F, REPORT_TRANSPORT_ERROR);
            case START, TIMER_K -> Step.stay(now);
          };
      case COMPLETED ->
          switch (input) {
            case TIMER_K, TRANSPORT_ERROR -> Step.to(State.TERMINATED);
            case START, PROVISIONAL, FINAL, TIMER_F -> Step.stay(now);
          };
      case TERMINATED -> Step.stay(now);
    };
  }
}
