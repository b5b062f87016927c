package io.jasip.internal.ua;

import io.jasip.ConnectionEvent;
import io.jasip.UAConfig;
import io.jasip.internal.location.ServerOrder;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.WebSocketServer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The connections of a user agent: one, or several of RFC 5626 section 4.2, each to servers of its
 * own. On the loop, but for {@link #state()}.
 */
final class Flows {

  private final List<Flow> all;

  /** Prepares; nothing is opened yet. Any thread. */
  Flows(UAConfig config, Platform.Place place, Consumer<ConnectionEvent> listener) {
    int count =
        config.registration().outbound()
            ? Math.min(config.registration().flows(), config.servers().size())
            : 1;
    if (count <= 1) {
      all = List.of(new Flow(config, place, listener, 1, 1, List::of));
      return;
    }
    List<WebSocketServer> servers = ServerOrder.byWeight(config.servers(), new SecureRandom());
    List<Flow> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<WebSocketServer> own = new ArrayList<>();
      for (int each = i; each < servers.size(); each += count) {
        own.add(servers.get(each)); // those in reserve are shared out too
      }
      made.add(new Flow(config.withServers(own), place, listener, i + 1, count, () -> made));
    }
    all = List.copyOf(made);
  }

  List<Flow> all() {
    return all;
  }

  /** The best of all. Any thread. */
  ConnectionState state() {
    List<ConnectionState> states = all.stream().map(Flow::state).toList();
    if (states.contains(ConnectionState.CONNECTED)) {
      return ConnectionState.CONNECTED;
    }
    return states.contains(ConnectionState.CONNECTING)
        ? ConnectionState.CONNECTING
        : ConnectionState.DISCONNECTED;
  }

  /** Completes with the first that is open; fails when all have failed, with the last reason. */
  void connect(CompletableFuture<Void> done) {
    int[] pending = {all.size()};
    for (Flow flow : all) {
      CompletableFuture<Void> one = new CompletableFuture<>();
      one.whenComplete(
          (open, failure) -> {
            if (failure == null) {
              done.complete(null);
            } else if (--pending[0] == 0) {
              done.completeExceptionally(failure);
            }
          });
      flow.connect(one);
    }
  }

  void networkChanged() {
    all.forEach(Flow::networkChanged);
  }

  /** From now on nothing is opened. */
  void stop() {
    all.forEach(Flow::stop);
  }

  /** Closes all. */
  void close(CompletableFuture<Void> done) {
    List<CompletableFuture<Void>> closed = new ArrayList<>();
    for (Flow flow : all) {
      CompletableFuture<Void> one = new CompletableFuture<>();
      closed.add(one);
      flow.close(one);
    }
    CompletableFuture.allOf(closed.toArray(new CompletableFuture<?>[0]))
        .thenRun(() -> done.complete(null));
  }
}
