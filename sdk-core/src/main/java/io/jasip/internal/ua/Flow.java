package io.jasip.internal.ua;

import io.jasip.ConnectionEvent;
import io.jasip.UAConfig;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.WebSocketServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a user agent from its start to its stop, and the accounts that share it. On the
 * loop, but for the getters.
 */
final class Flow {

  private static final Logger LOG = LoggerFactory.getLogger(Flow.class);

  private final UAConfig config;
  private final Platform.Place place;
  private final Consumer<ConnectionEvent> listener;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private @Nullable SipConnection connection;
  private @Nullable CompletableFuture<Void> connecting;
  private @Nullable ServerHunt hunt;
  private WebSocketServer server;
  private @Nullable CompletableFuture<Void> closed;
  private boolean stopping;

  /** Written on the loop, read by any thread. */
  private volatile ConnectionState state = ConnectionState.DISCONNECTED;

  /** Prepares; nothing is opened yet. */
  Flow(UAConfig config, Platform.Place place, Consumer<ConnectionEvent> listener) {
    this.config = config;
    this.place = place;
    this.listener = listener;
    this.server = ServerHunt.first(config);
  }

  ConnectionState state() {
    return state;
  }

  boolean isOpen() {
    return state == ConnectionState.CONNECTED;
  }

  /** Lets an account take part. */
  void add(Endpoint endpoint) {
    endpoints.add(endpoint);
    if (isOpen() && !stopping) {
      endpoint.connected();
    }
  }

  void remove(Endpoint endpoint) {
    if (endpoints.remove(endpoint)) {
      endpoint.connectionLost();
    }
  }

  /** Opens the connection, unless the user agent was stopped before it came to that. */
  void connect(CompletableFuture<Void> done) {
    if (stopping) {
      done.completeExceptionally(stoppedWhileStarting());
      return;
    }
    connecting = done;
    changeState(ConnectionState.CONNECTING, null);
    ServerHunt begun =
        new ServerHunt(
            config,
            place,
            new SipConnector.Attempt() {
              @Override
              public SipConnection.Listener onOpen(SipConnection opened) {
                return connected(opened);
              }

              @Override
              public void onFailed(ConnectionFailedException why) {
                noteServer();
                connecting = null;
                changeState(ConnectionState.DISCONNECTED, why);
                done.completeExceptionally(why);
              }
            });
    hunt = begun;
    begun.start();
  }

  private void noteServer() {
    if (hunt != null) {
      server = hunt.server();
    }
  }

  private SipConnection.Listener connected(SipConnection opened) {
    connection = opened;
    noteServer();
    changeState(ConnectionState.CONNECTED, null);
    if (connecting != null) {
      connecting.complete(null);
      connecting = null;
    }
    new ArrayList<>(endpoints).forEach(Endpoint::connected);
    return new SipConnection.Listener() {
      @Override
      public void onMessage(SipMessage message) {
        Endpoint addressee = Addressee.of(message, endpoints);
        addressee.core().receive(message);
      }

      @Override
      public void onClosed(ConnectionFailedException why) {
        lost(why);
      }
    };
  }

  private void lost(ConnectionFailedException why) {
    connection = null;
    changeState(ConnectionState.DISCONNECTED, stopping ? null : why);
    if (!stopping) {
      LOG.warn("{}", why.getMessage());
    }
    new ArrayList<>(endpoints).forEach(Endpoint::connectionLost);
    if (closed != null) {
      closed.complete(null);
    }
  }

  private void changeState(ConnectionState to, @Nullable ConnectionFailedException why) {
    ConnectionState from = state;
    state = to;
    listener.accept(new ConnectionEvent(from, to, server, why));
  }

  /** Sends a message; false if there is no connection. */
  boolean send(SipMessage message) {
    if (connection == null) {
      return false;
    }
    connection.send(message);
    return true;
  }

  /** Shows the server that the connection is in use. */
  void ping() {
    if (connection != null) {
      connection.ping();
    }
  }

  private static IllegalStateException stoppedWhileStarting() {
    return new IllegalStateException("stop() was called while the user agent was starting");
  }

  /** From now on nothing is opened. */
  void stop() {
    stopping = true;
    if (hunt != null) {
      hunt.stop();
    }
    if (connecting != null) {
      connecting.completeExceptionally(stoppedWhileStarting());
      connecting = null;
    }
  }

  /** Closes the connection. */
  void close(CompletableFuture<Void> done) {
    if (connection == null) {
      new ArrayList<>(endpoints).forEach(Endpoint::connectionLost);
      if (state != ConnectionState.DISCONNECTED) {
        changeState(ConnectionState.DISCONNECTED, null);
      }
      done.complete(null);
    } else {
      closed = done;
      connection.close();
    }
  }
}
