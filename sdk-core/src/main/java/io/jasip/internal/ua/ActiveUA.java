package io.jasip.internal.ua;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.transport.ConnectionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A user agent from its start to its stop: its connection and the accounts on it. On the loop, but
 * for the getters.
 */
public final class ActiveUA {

  /** How long the server may take to confirm BYE and un-REGISTER. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Endpoint.Shared shared;
  private final Flow flow;
  private final List<Endpoint> endpoints = new ArrayList<>();
  private boolean stopping;

  /** Takes a connection that is not open yet. */
  ActiveUA(Endpoint.Shared shared, Flow flow) {
    this.shared = shared;
    this.flow = flow;
  }

  /** What sends and receives for the first account, for a look inside by tests. On the loop. */
  public UserAgentCore core() {
    return endpoints.get(0).core();
  }

  /** How many calls there are that have not ended. On the loop. */
  public int callCount() {
    return shared.calls().count();
  }

  /** How many subscriptions and the like there are that have not ended. On the loop. */
  public int serviceCount() {
    return endpoints.stream().mapToInt(endpoint -> endpoint.services().count()).sum();
  }

  ConnectionState state() {
    return flow.state();
  }

  /** Makes an account ready; {@link #add} lets it take part. Any thread. */
  Endpoint prepare(RealAccount account) {
    return new Endpoint(shared, flow, account);
  }

  void add(Endpoint endpoint) {
    endpoints.add(endpoint);
    if (stopping) {
      endpoint.stop();
    }
    flow.add(endpoint);
  }

  /** Ends all that an account does. */
  void remove(Endpoint endpoint, CompletableFuture<Void> done) {
    afterFarewell(
        endpoint.stop(),
        () -> {
          endpoints.remove(endpoint);
          flow.remove(endpoint);
          done.complete(null);
        });
  }

  /** The application has noticed that the network is another. */
  void networkChanged() {
    flow.networkChanged();
  }

  void connect(CompletableFuture<Void> done) {
    flow.connect(done);
  }

  /**
   * Ends calls, registration and connection in order, each with the server's consent or after a
   * while without.
   */
  void stop(CompletableFuture<Void> done) {
    stopping = true;
    flow.stop();
    List<CompletableFuture<?>> farewells = new ArrayList<>();
    endpoints.forEach(endpoint -> farewells.addAll(endpoint.stop()));
    afterFarewell(farewells, () -> flow.close(done));
  }

  private void afterFarewell(List<CompletableFuture<?>> farewells, Runnable then) {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(farewells.toArray(new CompletableFuture<?>[0]));
    Timer limit = shared.loop().schedule(FAREWELL, () -> all.complete(null));
    all.whenComplete(
        (nothing, failure) ->
            shared
                .loop()
                .run(
                    () -> {
                      limit.cancel();
                      then.run();
                    }));
  }
}
