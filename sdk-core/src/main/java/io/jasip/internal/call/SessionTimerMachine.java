package io.jasip.internal.call;

import static io.jasip.internal.call.SessionTimerMachine.Action.END_CALL;
import static io.jasip.internal.call.SessionTimerMachine.Action.REFRESH;
import static io.jasip.internal.call.SessionTimerMachine.Action.START_EXPIRY;
import static io.jasip.internal.call.SessionTimerMachine.Action.START_REFRESH;
import static io.jasip.internal.call.SessionTimerMachine.Action.START_RETRY;
import static io.jasip.internal.call.SessionTimerMachine.Action.STOP_TIMERS;

import java.util.List;

/** Session timers of one call (RFC 4028 sections 7.2, 9 and 10). */
final class SessionTimerMachine {

  /**
   * The states.
   *
   * <pre>
   *  OFF --agreed--&gt; LOCAL --half the interval--&gt; REFRESHING --2xx--&gt; LOCAL
   *   |                ^----------------refused----------+
   *   +--agreed--&gt; REMOTE --refreshed by the peer--&gt; REMOTE
   *
   *  LOCAL, REFRESHING, REMOTE --too little is left--&gt; ENDED: BYE
   *  REFRESHING --408, 481, no response--&gt; ENDED: BYE
   * </pre>
   *
   * Each 2xx to a re-INVITE or UPDATE, of either side, agrees anew.
   */
  enum State {
    /** Not agreed. */
    OFF,
    /** We refresh, and wait for the time. */
    LOCAL,
    /** Our refresh was sent. */
    REFRESHING,
    /** The peer refreshes. */
    REMOTE,
    /** The call is over. */
    ENDED
  }

  /** What can happen. */
  enum Input {
    /** A 2xx says that we refresh. */
    AGREED_LOCAL,
    /** A 2xx says that the peer refreshes. */
    AGREED_REMOTE,
    /** A 2xx says nothing: the session does not expire any more. */
    AGREED_NONE,
    /** Half the interval is over, or the time to try again has come. */
    DUE,
    /** Our refresh was refused, but the peer still knows the call. */
    REFUSED,
    /** The peer knows the call no more, or does not answer. */
    GONE,
    /** The session expires soon. */
    EXPIRY,
    /** The call is over. */
    END
  }

  /** What is to be done about it, in order. */
  enum Action {
    /** Starts the timer of half the interval. */
    START_REFRESH,
    /** Starts the timer after which a refused refresh is tried again. */
    START_RETRY,
    /** Starts the timer of the end: a third of the interval, at most 32 s, before it is over. */
    START_EXPIRY,
    STOP_TIMERS,
    REFRESH,
    END_CALL
  }

  record Step(State next, List<Action> actions) {}

  private SessionTimerMachine() {}

  static Step step(State now, Input input) {
    if (now == State.ENDED) {
      return to(now);
    }
    boolean refreshing = now == State.REFRESHING;
    return switch (input) {
      case AGREED_LOCAL -> to(State.LOCAL, STOP_TIMERS, START_REFRESH, START_EXPIRY);
      case AGREED_REMOTE -> to(State.REMOTE, STOP_TIMERS, START_EXPIRY);
      case AGREED_NONE -> to(State.OFF, STOP_TIMERS);
      case DUE -> now == State.LOCAL ? to(State.REFRESHING, REFRESH) : to(now);
      case REFUSED -> refreshing ? to(State.LOCAL, START_RETRY) : to(now);
      case GONE -> refreshing ? to(State.ENDED, STOP_TIMERS, END_CALL) : to(now);
      case EXPIRY -> now == State.OFF ? to(now) : to(State.ENDED, STOP_TIMERS, END_CALL);
      case END -> to(State.ENDED, STOP_TIMERS);
    };
  }

  private static Step to(State next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
