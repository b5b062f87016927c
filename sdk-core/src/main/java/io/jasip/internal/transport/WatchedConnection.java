package io.jasip.internal.transport;

import io.jasip.fault.Fault;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.transport.KeepAliveMachine.Action;
import io.jasip.internal.transport.KeepAliveMachine.Input;
import io.jasip.internal.transport.KeepAliveMachine.State;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.KeepAlive;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Owner of a {@link KeepAliveMachine}: a connection that notices its own death. Stands between the
 * connection and its user. On the loop.
 */
public final class WatchedConnection implements SipConnection, SipConnection.Listener {

  private final SipLoop loop;
  private final SipConnection connection;
  private final String peer;
  private final KeepAlive keepAlive;
  private final DoubleSupplier random;
  private final Runnable options;
  private final Listener user;
  private State state = State.QUIET;
  private Timer timer = Timer.NONE;
  private boolean over;

  /**
   * Begins to watch.
   *
   * @param peer the address, for messages to a person
   * @param random from 0 up to 1, without 1
   * @param options asks the server by OPTIONS, for those who want that as a ping
   * @param user told what comes in, and of the end
   */
  public WatchedConnection(
      SipLoop loop,
      SipConnection connection,
      String peer,
      KeepAlive keepAlive,
      DoubleSupplier random,
      Runnable options,
      Listener user) {
    this.loop = loop;
    this.connection = connection;
    this.peer = peer;
    this.keepAlive = keepAlive;
    this.random = random;
    this.options = options;
    this.user = user;
    input(Input.OPENED);
  }

  @Override
  public void send(SipMessage message) {
    boolean asks = message instanceof SipRequest request && !request.is(SipMethod.ACK);
    if (asks && !keepAlive.pendingTimeout().isZero()) {
      input(Input.REQUEST_SENT);
    }
    connection.send(message);
  }

  @Override
  public void ping() {
    connection.ping();
  }

  @Override
  public void pingByCrlf() {
    connection.pingByCrlf();
  }

  @Override
  public @Nullable InetAddress localAddress() {
    return connection.localAddress();
  }

  @Override
  public void close() {
    input(Input.CLOSED);
    connection.close();
  }

  /** Asks for a sign of life now, such as after a change of the network. */
  public void doubt() {
    input(Input.DOUBT);
  }

  /** Closes without a farewell; the user hears why, at once and for the last time. */
  public void abort(ConnectionFailedException why) {
    if (!over) {
      over = true;
      input(Input.CLOSED);
      connection.abort();
      user.onClosed(why);
    }
  }

  /** Closes in order; the user hears nothing any more. */
  public void leave() {
    over = true;
    close();
  }

  @Override
  public void onMessage(SipMessage message) {
    if (!over) {
      input(Input.SIGN_OF_LIFE);
      user.onMessage(message);
    }
  }

  @Override
  public void onSignOfLife() {
    input(Input.SIGN_OF_LIFE);
  }

  @Override
  public void onClosed(ConnectionFailedException why) {
    input(Input.CLOSED);
    if (!over) {
      over = true;
      user.onClosed(why);
    }
  }

  private void input(Input input) {
    KeepAliveMachine.Step step = KeepAliveMachine.step(state, input);
    state = step.next();
    step.actions().forEach(this::perform);
  }

  private void perform(Action action) {
    switch (action) {
      case WAIT_INTERVAL -> await(keepAlive.interval(), 1 - random.getAsDouble() / 5);
      case WAIT_PONG -> await(keepAlive.pongTimeout(), 1);
      case WAIT_HALF_PENDING -> {
        boolean limited = !keepAlive.pendingTimeout().isZero();
        await(limited ? keepAlive.pendingTimeout() : keepAlive.pongTimeout(), limited ? 0.5 : 1);
      }
      case STOP_TIMER -> timer.cancel();
      case PING -> {
        switch (keepAlive.method()) {
          case WEBSOCKET_PING -> connection.ping();
          case CRLF -> connection.pingByCrlf();
          case OPTIONS -> options.run();
        }
      }
      case DECLARE_DEAD ->
          abort(
              new ConnectionFailedException(
                  Fault.WS_DEAD,
                  Layer.WEBSOCKET,
                  "the connection to "
                      + peer
                      + " is dead: a ping was not answered in time (1006); the network is gone, a"
                      + " middlebox has forgotten us, or the server hangs",
                  1006,
                  null,
                  null));
    }
  }

  /** A time of zero never ends. */
  private void await(Duration time, double part) {
    timer.cancel();
    timer =
        time.isZero()
            ? Timer.NONE
            : loop.schedule(
                Duration.ofMillis((long) (time.toMillis() * part)), () -> input(Input.DUE));
  }
}
