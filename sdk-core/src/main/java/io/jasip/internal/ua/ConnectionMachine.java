package io.jasip.internal.ua;

import static io.jasip.internal.ua.ConnectionMachine.Action.ABANDON;
import static io.jasip.internal.ua.ConnectionMachine.Action.CHECK;
import static io.jasip.internal.ua.ConnectionMachine.Action.CONNECT;
import static io.jasip.internal.ua.ConnectionMachine.Action.FORGET_FAILURES;
import static io.jasip.internal.ua.ConnectionMachine.Action.STOP_WAITING;
import static io.jasip.internal.ua.ConnectionMachine.Action.WAIT;
import static io.jasip.internal.ua.ConnectionMachine.State.CONNECTED;
import static io.jasip.internal.ua.ConnectionMachine.State.CONNECTING;
import static io.jasip.internal.ua.ConnectionMachine.State.GIVEN_UP;
import static io.jasip.internal.ua.ConnectionMachine.State.IDLE;
import static io.jasip.internal.ua.ConnectionMachine.State.STOPPED;
import static io.jasip.internal.ua.ConnectionMachine.State.WAITING;

import io.jasip.transport.ConnectionState;
import java.util.List;

/**
 * A connection that is made again when it is lost.
 *
 * <pre>
 *  IDLE --START--&gt; CONNECTING --OPENED--&gt; CONNECTED
 *                   ^  |   |                  |
 *                  DUE |   +---GIVE_UP---+    |
 *                   |FAILED              v    |
 *                  WAITING &lt;--FAILED--+  GIVEN_UP
 *                              (LOST) +-------+
 * </pre>
 */
final class ConnectionMachine {

  /** Where the connection stands. */
  enum State {
    /** Nothing was asked for yet. */
    IDLE,
    /** The servers are tried. */
    CONNECTING,
    /** There is a connection. */
    CONNECTED,
    /** There is none; the next attempt has its time. */
    WAITING,
    /** There is none, and no further attempt unless the network changes. */
    GIVEN_UP,
    /** There is none, and there will be none. */
    STOPPED
  }

  /** What can happen. */
  enum Input {
    START,
    /** A server has taken the connection. */
    OPENED,
    /** No server has, or the connection is lost, and the policy wants another attempt. */
    FAILED,
    /** So it is, and the policy wants no other attempt. */
    GIVE_UP,
    /** The time of the next attempt has come. */
    DUE,
    /** The application says that the network is another. */
    NETWORK_CHANGED,
    STOP
  }

  /** What is to be done about it, in order. */
  enum Action {
    CONNECT,
    /** The attempt is given up. */
    ABANDON,
    WAIT,
    STOP_WAITING,
    /** The connection may be dead. */
    CHECK,
    /** What was learnt about servers was learnt in another network. */
    FORGET_FAILURES
  }

  record Step(State next, List<Action> actions) {}

  private ConnectionMachine() {}

  static Step step(State now, Input input) {
    return switch (now) {
      case IDLE ->
          switch (input) {
            case START -> to(CONNECTING, CONNECT);
            case STOP -> to(STOPPED);
            case OPENED, FAILED, GIVE_UP, DUE, NETWORK_CHANGED -> to(now);
          };
      case CONNECTING ->
          switch (input) {
            case OPENED -> to(CONNECTED);
            case FAILED -> to(WAITING, WAIT);
            case GIVE_UP -> to(GIVEN_UP);
            case NETWORK_CHANGED -> to(now, ABANDON, FORGET_FAILURES, CONNECT);
            case STOP -> to(STOPPED, ABANDON);
            case START, DUE -> to(now);
          };
      case CONNECTED ->
          switch (input) {
            case FAILED -> to(WAITING, WAIT);
            case GIVE_UP -> to(GIVEN_UP);
            case NETWORK_CHANGED -> to(now, FORGET_FAILURES, CHECK);
            case STOP -> to(STOPPED);
            case START, OPENED, DUE -> to(now);
          };
      case WAITING ->
          switch (input) {
            case DUE -> to(CONNECTING, CONNECT);
            case NETWORK_CHANGED -> to(CONNECTING, STOP_WAITING, FORGET_FAILURES, CONNECT);
            case STOP -> to(STOPPED, STOP_WAITING);
            case START, OPENED, FAILED, GIVE_UP -> to(now);
          };
      case GIVEN_UP ->
          switch (input) {
            case NETWORK_CHANGED -> to(CONNECTING, FORGET_FAILURES, CONNECT);
            case STOP -> to(STOPPED);
            case START, OPENED, FAILED, GIVE_UP, DUE -> to(now);
          };
      case STOPPED -> to(now);
    };
  }

  /** How the application sees a state. */
  static ConnectionState shown(State state) {
    return switch (state) {
      case CONNECTING -> ConnectionState.CONNECTING;
      case CONNECTED -> ConnectionState.CONNECTED;
      case IDLE, WAITING, GIVEN_UP, STOPPED -> ConnectionState.DISCONNECTED;
    };
  }

  private static Step to(State next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
