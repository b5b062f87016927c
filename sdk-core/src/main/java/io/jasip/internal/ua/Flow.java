package io.jasip.internal.ua;

import io.jasip.ConnectionEvent;
import io.jasip.UAConfig;
import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A connection of a user agent from its start to its stop, and the accounts that share it. On the
 * loop, but for {@link #state()}.
 */
final class Flow implements ServerConnection.User {

  private final ServerConnection connection;
  private final Consumer<ConnectionEvent> listener;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private boolean stopping;

  /** Prepares; nothing is opened yet. */
  Flow(UAConfig config, Platform.Place place, Consumer<ConnectionEvent> listener) {
    this.connection = new ServerConnection(place, config, this);
    this.listener = listener;
  }

  /** Any thread. */
  ConnectionState state() {
    return connection.state();
  }

  boolean isOpen() {
    return connection.isOpen();
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
      endpoint.connectionLost(false);
    }
  }

  /** Opens the connection, unless the user agent was stopped before it came to that. */
  void connect(CompletableFuture<Void> done) {
    if (stopping) {
      done.completeExceptionally(ServerConnection.stoppedWhileStarting());
    } else {
      connection.start(done);
    }
  }

  @Override
  public void onMessage(SipMessage message) {
    Addressee.of(message, endpoints).core().receive(message);
  }

  @Override
  public void onConnected() {
    new ArrayList<>(endpoints).forEach(Endpoint::connected);
  }

  @Override
  public void onLost(ConnectionFailedException why) {
    boolean coming = connection.isComing();
    new ArrayList<>(endpoints).forEach(endpoint -> endpoint.connectionLost(coming));
  }

  @Override
  public void onEvent(ConnectionEvent event) {
    listener.accept(event);
    if (event.failure() != null && event.retryIn() == null) {
      endpoints.forEach(endpoint -> endpoint.core().abandonRequests());
    }
  }

  @Override
  public void askOptions() {
    endpoints.get(0).askServer();
  }

  @Override
  public boolean isBusy() {
    return endpoints.stream().anyMatch(Endpoint::isBusy);
  }

  /** Sends a message; false if there is no connection. */
  boolean send(SipMessage message) {
    return connection.send(message);
  }

  /** Shows the server that the connection is in use. */
  void ping() {
    connection.ping();
  }

  /** Makes the connection anew, because it does not do what it is for. */
  void replace(String why) {
    connection.replace(why);
  }

  /** The application has noticed that the network is another. */
  void networkChanged() {
    connection.networkChanged();
  }

  /** From now on nothing is opened. */
  void stop() {
    stopping = true;
    connection.stop();
  }

  /** Closes the connection. */
  void close(CompletableFuture<Void> done) {
    if (!connection.isOpen()) {
      new ArrayList<>(endpoints).forEach(endpoint -> endpoint.connectionLost(false));
    }
    connection.close(done);
  }
}
