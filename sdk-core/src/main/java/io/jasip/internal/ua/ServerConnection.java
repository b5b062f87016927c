package io.jasip.internal.ua;

import io.jasip.ConnectionEvent;
import io.jasip.UAConfig;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.internal.transport.WatchedConnection;
import io.jasip.internal.ua.ConnectionMachine.Action;
import io.jasip.internal.ua.ConnectionMachine.Input;
import io.jasip.internal.ua.ConnectionMachine.State;
import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.WebSocketServer;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owner of a {@link ConnectionMachine}: one flow to one of the servers, made again when it is lost
 * (RFC 5626 section 4.5). On the loop, but for {@link #state()}.
 */
final class ServerConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

  private final SipLoop loop;
  private final UAConfig config;
  private final Platform.Place place;
  private final ReconnectPolicy policy;
  private final User user;
  private final DoubleSupplier random = new SecureRandom()::nextDouble;
  private final ReconnectTimes times;
  private final ServerAvailability availability;
  private final FailBack failBack;
  private State state = State.IDLE;
  private @Nullable WatchedConnection connection;
  private @Nullable InetAddress localAddress;
  private @Nullable CompletableFuture<Void> starting;
  private @Nullable CompletableFuture<Void> closing;
  private @Nullable ServerHunt hunt;
  private WebSocketServer server;
  private Timer waiting = Timer.NONE;
  private Duration wait = Duration.ZERO;
  private @Nullable ConnectionFailedException failure;
  private boolean armed;
  private boolean useless;
  private int attempt;

  /** Written on the loop, read by any thread. */
  private volatile ConnectionState shown = ConnectionState.DISCONNECTED;

  /** Whose connection it is. */
  interface User {

    /** A message has come in. */
    void onMessage(SipMessage message);

    /** There is a connection. */
    void onConnected();

    /** There is none any more. */
    void onLost(ConnectionFailedException why);

    /** What the application is to be told. */
    void onEvent(ConnectionEvent event);

    /** Asks the server by OPTIONS. */
    void askOptions();

    /** Whether it is one of several, of which a first one that fails is no reason to give up. */
    boolean isOneOfSeveral();

    /**
     * How long to wait after an attempt that failed.
     *
     * @param failures in a row, this one included
     * @param usual for the only connection
     */
    Duration pause(int failures, Duration usual);

    /** Whether something goes on that a change of the server would disturb. */
    boolean isBusy();
  }

  ServerConnection(Platform.Place place, UAConfig config, User user) {
    this.loop = place.loop();
    this.place = place;
    this.config = config;
    this.policy = config.reconnect();
    this.user = user;
    this.server = ServerHunt.first(config);
    this.armed = policy.firstToo() || user.isOneOfSeveral();
    this.times = new ReconnectTimes(policy, random);
    this.availability = new ServerAvailability(times, loop::nanoTime);
    this.failBack = new FailBack(place, config, random, this::moveTo, user::isBusy);
  }

  /** Any thread. */
  ConnectionState state() {
    return shown;
  }

  boolean isOpen() {
    return connection != null;
  }

  /** Whether there is no connection, and will be one without anybody's doing. */
  boolean isComing() {
    return state == State.WAITING || state == State.CONNECTING;
  }

  /**
   * Connects.
   *
   * @param done completes with the first connection, or when there will be none
   */
  void start(CompletableFuture<Void> done) {
    starting = done;
    availability.outageBegins();
    input(Input.START);
  }

  /** Our address on this connection, or on the last; null if it is not known. */
  @Nullable InetAddress localAddress() {
    return localAddress;
  }

  /** False if there is no connection. */
  boolean send(SipMessage message) {
    WatchedConnection open = connection;
    if (open == null) {
      return false;
    }
    open.send(message);
    return true;
  }

  /** Shows the server that the connection is in use. */
  void ping() {
    if (connection != null) {
      connection.ping();
    }
  }

  /** The application has noticed that the network is another. */
  void networkChanged() {
    attempt = connection == null ? 0 : attempt;
    input(Input.NETWORK_CHANGED);
  }

  /** The connection is open, and does not do what it is for: it is made anew. */
  void replace(String why) {
    if (connection != null) {
      useless = true;
      connection.abort(
          new ConnectionFailedException(
              Layer.WEBSOCKET, "the connection to " + server + " is useless: " + why, 0, null));
    }
  }

  /** Makes no connection any more; the one that there is stays until {@link #close}. */
  void stop() {
    input(Input.STOP);
    failBack.stop();
    if (starting != null) {
      starting.completeExceptionally(stoppedWhileStarting());
      starting = null;
    }
  }

  static IllegalStateException stoppedWhileStarting() {
    return new IllegalStateException("stop() was called while the user agent was starting");
  }

  /** Closes in order. */
  void close(CompletableFuture<Void> done) {
    if (connection == null) {
      if (shown != ConnectionState.DISCONNECTED) {
        publish(ConnectionState.DISCONNECTED, null, null);
      }
      done.complete(null);
    } else {
      closing = done;
      connection.close();
    }
  }

  private void input(Input input) {
    ConnectionMachine.Step step = ConnectionMachine.step(state, input);
    state = step.next();
    for (Action action : step.actions()) {
      perform(action);
    }
  }

  private void perform(Action action) {
    switch (action) {
      case CONNECT -> connect();
      case ABANDON -> {
        if (hunt != null) {
          hunt.stop();
        }
      }
      case WAIT -> {
        waiting = loop.schedule(wait, () -> input(Input.DUE));
        publish(ConnectionState.DISCONNECTED, failure, wait);
      }
      case STOP_WAITING -> waiting.cancel();
      case CHECK -> {
        if (connection != null) {
          connection.doubt();
        }
      }
      case FORGET_FAILURES -> availability.forgetFailures();
    }
  }

  private void connect() {
    attempt++;
    publish(ConnectionState.CONNECTING, null, null);
    ServerHunt begun = new ServerHunt(config, place, availability, new Hunted());
    hunt = begun;
    begun.start();
  }

  private final class Hunted implements SipConnector.Attempt {
    @Override
    public SipConnection.Listener onOpen(SipConnection opened) {
      server = hunt == null ? server : hunt.server();
      return opened(opened);
    }

    @Override
    public void onFailed(ConnectionFailedException why) {
      server = hunt == null ? server : hunt.server();
      failed(why, user.pause(attempt, availability.untilNext()));
    }
  }

  private SipConnection.Listener opened(SipConnection opened) {
    WatchedConnection watched =
        new WatchedConnection(
            loop,
            opened,
            server.toString(),
            config.keepAlive(),
            random,
            user::askOptions,
            new SipConnection.Listener() {
              @Override
              public void onMessage(SipMessage message) {
                user.onMessage(message);
              }

              @Override
              public void onClosed(ConnectionFailedException why) {
                lost(why);
              }
            });
    connection = watched;
    localAddress = opened.localAddress();
    armed = true;
    input(Input.OPENED);
    publish(ConnectionState.CONNECTED, null, null);
    if (starting != null) {
      starting.complete(null);
      starting = null;
    }
    failBack.connected(server);
    user.onConnected();
    return watched;
  }

  private void failed(ConnectionFailedException why, Duration pause) {
    failure = why;
    wait = pause;
    Duration limit = policy.giveUpAfter();
    boolean again = armed && (limit == null || availability.outage().compareTo(limit) < 0);
    if (again) {
      String sentence = why.getMessage() + "; the next attempt comes in " + wait.toMillis() + " ms";
      if (attempt <= 1) {
        LOG.warn("{}", sentence);
      } else {
        LOG.debug("{}", sentence); // an outage of a day is one warning, not a thousand
      }
      input(Input.FAILED);
      return;
    }
    input(Input.GIVE_UP);
    publish(ConnectionState.DISCONNECTED, why, null);
    if (starting != null) {
      starting.completeExceptionally(why);
      starting = null;
    }
  }

  private void lost(ConnectionFailedException why) {
    connection = null;
    failBack.stop();
    if (state == State.STOPPED) {
      publish(ConnectionState.DISCONNECTED, null, null);
    } else {
      attempt = 0;
      availability.outageBegins();
      failed(why, useless ? times.afterUseless() : times.afterLoss());
    }
    useless = false;
    user.onLost(why);
    if (closing != null) {
      closing.complete(null);
    }
  }

  /** A better server has taken a connection. */
  private SipConnection.Listener moveTo(WebSocketServer better, SipConnection opened) {
    WatchedConnection left = connection;
    if (left == null || state != State.CONNECTED) {
      opened.close();
      return Deaf.LISTENER;
    }
    ConnectionFailedException why =
        new ConnectionFailedException(
            Layer.WEBSOCKET,
            "the connection to " + server + " was left for that to " + better,
            1000,
            null);
    connection = null;
    left.leave();
    user.onLost(why);
    server = better;
    return opened(opened);
  }

  private void publish(
      ConnectionState to, @Nullable ConnectionFailedException why, @Nullable Duration retryIn) {
    ConnectionState from = shown;
    shown = to;
    user.onEvent(new ConnectionEvent(from, to, server, why, attempt, retryIn));
  }
}
