package io.jasip.internal.transaction;

import static io.jasip.internal.transaction.InviteServerMachine.Action.PASS_ACK_UP;
import static io.jasip.internal.transaction.InviteServerMachine.Action.REPORT_TIMEOUT;
import static io.jasip.internal.transaction.InviteServerMachine.Action.REPORT_TRANSPORT_ERROR;
import static io.jasip.internal.transaction.InviteServerMachine.Action.RESEND_LAST;
import static io.jasip.internal.transaction.InviteServerMachine.Action.SEND_RESPONSE;
import static io.jasip.internal.transaction.InviteServerMachine.Action.START_TIMER_H;
import static io.jasip.internal.transaction.InviteServerMachine.Action.START_TIMER_I;
import static io.jasip.internal.transaction.InviteServerMachine.Action.START_TIMER_L;
import static io.jasip.internal.transaction.InviteServerMachine.Action.STOP_TIMER_H;

/** The INVITE server transaction (RFC 3261 section 17.2.1, RFC 6026 section 7.1). */
final class InviteServerMachine {

  /**
   * The states.
   *
   * <pre>
   *  PROCEEDING --300-699--&gt; COMPLETED --ACK--&gt; CONFIRMED --I--&gt; TERMINATED
   *      |                       +--H or transport error-------------^
   *      +--2xx--&gt; ACCEPTED --L--------------------------------------^
   * </pre>
   */
  enum State {
    /** The INVITE awaits its final response. */
    PROCEEDING,
    /** A 2xx was sent; the user agent core repeats it until the ACK comes (RFC 6026). */
    ACCEPTED,
    /** A refusal was sent, its ACK is awaited. */
    COMPLETED,
    /** The refusal was acknowledged. */
    CONFIRMED,
    /** Over. */
    TERMINATED
  }

  /** What can happen. */
  enum Input {
    INVITE,
    SEND_PROVISIONAL,
    SEND_SUCCESS,
    SEND_REFUSAL,
    ACK,
    TIMER_H,
    TIMER_I,
    TIMER_L,
    TRANSPORT_ERROR
  }

  /** What is to be done about it, in order. */
  enum Action {
    SEND_RESPONSE,
    RESEND_LAST,
    PASS_ACK_UP,
    START_TIMER_H,
    STOP_TIMER_H,
    START_TIMER_I,
    START_TIMER_L,
    REPORT_TIMEOUT,
    REPORT_TRANSPORT_ERROR
  }

  private InviteServerMachine() {}

  static Step<State, Action> step(State now, Input input) {
    return switch (now) {
      case PROCEEDING ->
          switch (input) {
            case INVITE -> Step.to(State.PROCEEDING, RESEND_LAST);
            case SEND_PROVISIONAL -> Step.to(State.PROCEEDING, SEND_RESPONSE);
            case SEND_SUCCESS -> Step.to(State.ACCEPTED, START_TIMER_L, SEND_RESPONSE);
            case SEND_REFUSAL -> Step.to(State.COMPLETED, START_TIMER_H, SEND_RESPONSE);
            case TRANSPORT_ERROR -> Step.to(State.TERMINATED, REPORT_TRANSPORT_ERROR);
            case ACK, TIMER_H, TIMER_I, TIMER_L -> Step.stay(now);
          };
      case ACCEPTED ->
          switch (input) {
            case SEND_SUCCESS -> Step.to(State.ACCEPTED, SEND_RESPONSE);
            case ACK -> Step.to(State.ACCEPTED, PASS_ACK_UP);
            case TIMER_L -> Step.to(State.TERMINATED);
            case INVITE, SEND_PROVISIONAL, SEND_REFUSAL, TIMER_H, TIMER_I, TRANSPORT_ERROR ->
                Step.stay(now);
          };
      case COMPLETED ->
          switch (input) {
            case INVITE -> Step.to(State.COMPLETED, RESEND_LAST);
            case ACK -> Step.to(State.CONFIRMED, STOP_TIMER_H, START_TIMER_I);
            case TIMER_H -> Step.to(State.TERMINATED, REPORT_TIMEOUT);
            case TRANSPORT_ERROR -> Step.to(State.TERMINATED, STOP_TIMER_H);
            case SEND_PROVISIONAL, SEND_SUCCESS, SEND_REFUSAL, TIMER_I, TIMER_L -> Step.stay(now);
          };
      case CONFIRMED ->
          switch (input) {
            case TIMER_I, TRANSPORT_ERROR -> Step.to(State.TERMINATED);
            case INVITE, SEND_PROVISIONAL, SEND_SUCCESS, SEND_REFUSAL, ACK, TIMER_H, TIMER_L ->
                Step.stay(now);
          };
      case TERMINATED -> Step.stay(now);
    };
  }
}
