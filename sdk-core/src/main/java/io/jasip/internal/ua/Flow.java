package io.jasip.internal.ua;

import io.jasip.ConnectionEvent;
import io.jasip.UAConfig;
import io.jasip.internal.registration.RegistrationTimes;
import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a user agent from its start to its stop, and the accounts that share it. On the
 * loop, but for {@link #state()}.
 */
final class Flow implements ServerConnection.User {

  private static final RegistrationTimes TIMES =
      new RegistrationTimes(new SecureRandom()::nextDouble);

  private final ServerConnection connection;
  private final int number;
  private final Supplier<List<Flow>> all;
  private final boolean oneOfSeveral;
  private final boolean firstToo;
  private final Consumer<ConnectionEvent> listener;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private @Nullable CompletableFuture<Void> starting;
  private boolean stopping;

  /**
   * Prepares; nothing is opened yet.
   *
   * @param number among all, from 1 on
   * @param count how many there are
   * @param all this one included
   */
  Flow(
      UAConfig config,
      Platform.Place place,
      Consumer<ConnectionEvent> listener,
      int number,
      int count,
      Supplier<List<Flow>> all) {
    this.number = number;
    this.all = all;
    this.oneOfSeveral = count > 1;
    this.firstToo = config.reconnect().firstToo();
    this.listener = listener;
    this.connection = new ServerConnection(place, config, this);
  }

  /** The reg-id of RFC 5626. Any thread. */
  int number() {
    return number;
  }

  /** Any thread. */
  ConnectionState state() {
    return connection.state();
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /** Our address on this connection, or on the last; null if it is not known. */
  @Nullable InetAddress localAddress() {
    return connection.localAddress();
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
      starting = done;
      connection.start(done);
    }
  }

  @Override
  public void onMessage(SipMessage message) {
    Addressee.of(message, endpoints).core().receive(message);
  }

  @Override
  public void onConnected() {
    starting = null;
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
    ConnectionFailedException failure = event.failure();
    if (failure != null && starting != null && !firstToo) {
      starting.completeExceptionally(failure); // though this one may try again while another works
      starting = null;
    }
    if (event.failure() != null && event.retryIn() == null) {
      endpoints.forEach(endpoint -> endpoint.core().abandonRequests());
    }
  }

  @Override
  public boolean isOneOfSeveral() {
    return oneOfSeveral;
  }

  /** Longer while calls come in by another one (RFC 5626 section 4.5). */
  @Override
  public Duration pause(int failures, Duration usual) {
    if (all.get().stream().noneMatch(Flow::isOpen)) {
      return usual;
    }
    Duration pause = TIMES.retry(failures, true, null);
    return pause.compareTo(usual) > 0 ? pause : usual;
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
