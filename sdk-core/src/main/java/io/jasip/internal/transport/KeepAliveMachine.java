package io.jasip.internal.transport;

import static io.jasip.internal.transport.KeepAliveMachine.Action.DECLARE_DEAD;
import static io.jasip.internal.transport.KeepAliveMachine.Action.PING;
import static io.jasip.internal.transport.KeepAliveMachine.Action.STOP_TIMER;
import static io.jasip.internal.transport.KeepAliveMachine.Action.WAIT_HALF_PENDING;
import static io.jasip.internal.transport.KeepAliveMachine.Action.WAIT_INTERVAL;
import static io.jasip.internal.transport.KeepAliveMachine.Action.WAIT_PONG;
import static io.jasip.internal.transport.KeepAliveMachine.State.ASKED;
import static io.jasip.internal.transport.KeepAliveMachine.State.ASKING;
import static io.jasip.internal.transport.KeepAliveMachine.State.OVER;
import static io.jasip.internal.transport.KeepAliveMachine.State.PINGED;
import static io.jasip.internal.transport.KeepAliveMachine.State.QUIET;

import java.util.List;

/**
 * Whether a connection is alive (RFC 5626 section 4.4.1). Anything that comes in proves it.
 *
 * <pre>
 *  QUIET --time--&gt; PINGED --time--&gt; OVER (dead)
 *    |  request      | request        ^
 *    v               v                |
 *  ASKING --time--&gt; ASKED ----time----+      any sign of life: back to QUIET
 * </pre>
 */
final class KeepAliveMachine {

  /** What is known of the connection. */
  enum State {
    /** All that was asked has been answered. */
    QUIET,
    /** A ping waits for its answer. */
    PINGED,
    /** A request was sent, and nothing has come in since. */
    ASKING,
    /** So it is, and a ping has not changed it yet. */
    ASKED,
    /** Dead or closed. */
    OVER
  }

  /** What can happen. */
  enum Input {
    /** The connection is open. */
    OPENED,
    /** A request of ours has gone out. */
    REQUEST_SENT,
    /** Something has come in, whatever it is. */
    SIGN_OF_LIFE,
    /** The time is over. */
    DUE,
    /** There is reason to doubt that the connection still works. */
    DOUBT,
    /** The connection is closed. */
    CLOSED
  }

  /** What is to be done about it, in order. A timer replaces the one before. */
  enum Action {
    WAIT_INTERVAL,
    WAIT_PONG,
    /** Waits for half the time that a server may be silent while a request is pending. */
    WAIT_HALF_PENDING,
    STOP_TIMER,
    PING,
    DECLARE_DEAD
  }

  record Step(State next, List<Action> actions) {}

  private KeepAliveMachine() {}

  static Step step(State now, Input input) {
    return switch (now) {
      case QUIET ->
          switch (input) {
            case OPENED -> to(now, WAIT_INTERVAL);
            case REQUEST_SENT -> to(ASKING, WAIT_HALF_PENDING);
            case SIGN_OF_LIFE -> to(now);
            case DUE -> to(PINGED, PING, WAIT_PONG);
            case DOUBT -> to(ASKED, PING, WAIT_HALF_PENDING);
            case CLOSED -> to(OVER, STOP_TIMER);
          };
      case PINGED ->
          switch (input) {
            case OPENED -> to(now);
            case REQUEST_SENT -> to(ASKED, WAIT_HALF_PENDING);
            case SIGN_OF_LIFE -> to(QUIET, WAIT_INTERVAL);
            case DUE -> to(OVER, DECLARE_DEAD);
            case DOUBT -> to(ASKED, PING, WAIT_HALF_PENDING);
            case CLOSED -> to(OVER, STOP_TIMER);
          };
      case ASKING ->
          switch (input) {
            case OPENED, REQUEST_SENT -> to(now);
            case SIGN_OF_LIFE -> to(QUIET, WAIT_INTERVAL);
            case DUE, DOUBT -> to(ASKED, PING, WAIT_HALF_PENDING);
            case CLOSED -> to(OVER, STOP_TIMER);
          };
      case ASKED ->
          switch (input) {
            case OPENED, REQUEST_SENT, DOUBT -> to(now);
            case SIGN_OF_LIFE -> to(QUIET, WAIT_INTERVAL);
            case DUE -> to(OVER, DECLARE_DEAD);
            case CLOSED -> to(OVER, STOP_TIMER);
          };
      case OVER -> to(now);
    };
  }

  private static Step to(State next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
