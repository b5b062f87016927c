package io.jasip.internal.transaction;

import static io.jasip.internal.transaction.NonInviteServerMachine.Action.REPORT_TRANSPORT_ERROR;
import static io.jasip.internal.transaction.NonInviteServerMachine.Action.RESEND_LAST;
import static io.jasip.internal.transaction.NonInviteServerMachine.Action.SEND_RESPONSE;
import static io.jasip.internal.transaction.NonInviteServerMachine.Action.START_TIMER_J;

/** The server transaction of every method but INVITE and ACK (RFC 3261 section 17.2.2). */
final class NonInviteServerMachine {

  /**
   * The states.
   *
   * <pre>
   *  TRYING --1xx sent--&gt; PROCEEDING --final sent--&gt; COMPLETED --J--&gt; TERMINATED
   *     +--final sent----------------------------------^
   * </pre>
   */
  enum State {
    /** The request awaits a response. */
    TRYING,
    /** A provisional response was sent. */
    PROCEEDING,
    /** The final response was sent. */
    COMPLETED,
    /** Over. */
    TERMINATED
  }

  /** What can happen. */
  enum Input {
    REQUEST,
    SEND_PROVISIONAL,
    SEND_FINAL,
    TIMER_J,
    TRANSPORT_ERROR
  }

  /** What is to be done about it, in order. */
  enum Action {
    SEND_RESPONSE,
    RESEND_LAST,
    START_TIMER_J,
    REPORT_TRANSPORT_ERROR
  }

  private NonInviteServerMachine() {}

  static Step<State, Action> step(State now, Input input) {
    return switch (now) {
      case TRYING, PROCEEDING ->
          switch (input) {
            case REQUEST -> now == State.TRYING ? Step.stay(now) : Step.to(now, RESEND_LAST);
            case SEND_PROVISIONAL -> Step.to(State.PROCEEDING, SEND_RESPONSE);
            case SEND_FINAL -> Step.to(State.COMPLETED, SEND_RESPONSE, START_TIMER_J);
            case TRANSPORT_ERROR -> Step.to(State.TERMINATED, REPORT_TRANSPORT_ERROR);
            case TIMER_J -> Step.stay(now);
          };
      case COMPLETED ->
          switch (input) {
            case REQUEST -> Step.to(State.COMPLETED, RESEND_LAST);
            case TIMER_J, TRANSPORT_ERROR -> Step.to(State.TERMINATED);
            case SEND_PROVISIONAL, SEND_FINAL -> Step.stay(now);
          };
      case TERMINATED -> Step.stay(now);
    };
  }
}
