package io.jasip.internal.transaction;

import static io.jasip.internal.transaction.InviteClientMachine.Action.PASS_UP;
import static io.jasip.internal.transaction.InviteClientMachine.Action.REPORT_TIMEOUT;
import static io.jasip.internal.transaction.InviteClientMachine.Action.REPORT_TRANSPORT_ERROR;
import static io.jasip.internal.transaction.InviteClientMachine.Action.SEND_ACK;
import static io.jasip.internal.transaction.InviteClientMachine.Action.SEND_REQUEST;
import static io.jasip.internal.transaction.InviteClientMachine.Action.START_TIMER_B;
import static io.jasip.internal.transaction.InviteClientMachine.Action.START_TIMER_D;
import static io.jasip.internal.transaction.InviteClientMachine.Action.START_TIMER_M;
import static io.jasip.internal.transaction.InviteClientMachine.Action.STOP_TIMER_B;

import java.util.List;

/** The INVITE client transaction (RFC 3261 section 17.1.1, RFC 6026 section 7.2). */
final class InviteClientMachine {

  /**
   * The states.
   *
   * <pre>
   *  CALLING --1xx--&gt; PROCEEDING --300-699--&gt; COMPLETED --D--&gt; TERMINATED
   *     |                 |                      ^
   *     |                 +--2xx--&gt; ACCEPTED --M-|--------------^
   *     +--2xx-----------------------^           |
   *     +--300-699-------------------------------+
   *  CALLING --B or transport error--&gt; TERMINATED
   * </pre>
   */
  enum State {
    /** Made, nothing sent yet. */
    INITIAL,
    /** INVITE sent, nothing heard. */
    CALLING,
    /** A provisional response has come. */
    PROCEEDING,
    /** A 2xx has come; further ones, of forks or retransmitted, still may (RFC 6026). */
    ACCEPTED,
    /** A refusal has come and was acknowledged. */
    COMPLETED,
    /** Over. */
    TERMINATED
  }

  /** What can happen. */
  enum Input {
    START,
    PROVISIONAL,
    SUCCESS,
    REFUSAL,
    TIMER_B,
    TIMER_D,
    TIMER_M,
    TRANSPORT_ERROR
  }

  /** What is to be done about it, in order. */
  enum Action {
    SEND_REQUEST,
    SEND_ACK,
    PASS_UP,
    START_TIMER_B,
    STOP_TIMER_B,
    START_TIMER_D,
    START_TIMER_M,
    REPORT_TIMEOUT,
    REPORT_TRANSPORT_ERROR
  }

  private InviteClientMachine() {}

  static Step<State, Action> step(State now, Input input) {
    return switch (now) {
      case INITIAL ->
          switch (input) {
            case START -> Step.to(State.CALLING, START_TIMER_B, SEND_REQUEST);
            case TRANSPORT_ERROR -> Step.to(State.TERMINATED, REPORT_TRANSPORT_ERROR);
            case PROVISIONAL, SUCCESS, REFUSAL, TIMER_B, TIMER_D, TIMER_M -> Step.stay(now);
          };
      case CALLING ->
          switch (input) {
            case PROVISIONAL -> Step.to(State.PROCEEDING, STOP_TIMER_B, PASS_UP);
            case SUCCESS -> Step.to(State.ACCEPTED, STOP_TIMER_B, START_TIMER_M, PASS_UP);
            case REFUSAL ->
                Step.to(State.COMPLETED, STOP_TIMER_B, SEND_ACK, START_TIMER_D, PASS_UP);
            case TIMER_B -> Step.to(State.TERMINATED, REPORT_TIMEOUT);
            case TRANSPORT_ERROR -> Step.to(State.TERMINATED, STOP_TIMER_B, REPORT_TRANSPORT_ERROR);
            case START, TIMER_D, TIMER_M -> Step.stay(now);
          };
      case PROCEEDING ->
          switch (input) {
            case PROVISIONAL -> Step.to(State.PROCEEDING, PASS_UP);
            case SUCCESS -> Step.to(State.ACCEPTED, START_TIMER_M, PASS_UP);
            case REFUSAL -> Step.to(State.COMPLETED, SEND_ACK, START_TIMER_D, PASS_UP);
            case TRANSPORT_ERROR -> Step.to(State.TERMINATED, REPORT_TRANSPORT_ERROR);
            case START, TIMER_B, TIMER_D, TIMER_M -> Step.stay(now);
          };
      case ACCEPTED ->
          switch (input) {
            case SUCCESS -> Step.to(State.ACCEPTED, PASS_UP);
            case TIMER_M -> Step.to(State.TERMINATED);
            case START, PROVISIONAL, REFUSAL, TIMER_B, TIMER_D, TRANSPORT_ERROR -> Step.stay(now);
          };
      case COMPLETED ->
          switch (input) {
            case REFUSAL -> Step.to(State.COMPLETED, SEND_ACK);
            case TIMER_D, TRANSPORT_ERROR -> Step.to(State.TERMINATED);
            case START, PROVISIONAL, SUCCESS, TIMER_B, TIMER_M -> Step.stay(now);
          };
      case TERMINATED -> new Step<>(now, List.of());
    };
  }
}
