package io.jasip.internal.ua;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.transport.ConnectionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A user agent from its start to its stop: its connections and the accounts on them. On the loop,
 * but for the getters.
 */
public final class ActiveUA {

  /** How long the server may take to confirm BYE and un-REGISTER. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Endpoint.Shared shared;
  private final Flows flows;
  private final List<ActiveAccount> accounts = new ArrayList<>();
  private boolean stopping;

  /** Takes connections that are not open yet. */
  ActiveUA(Endpoint.Shared shared, Flows flows) {
    this.shared = shared;
    this.flows = flows;
  }

  /** What sends and receives for the first account, for a look inside by tests. On the loop. */
  public UserAgentCore core() {
    return accounts.get(0).endpoints().get(0).core();
  }

  /** How many calls there are that have not ended. On the loop. */
  public int callCount() {
    return shared.calls().count();
  }

  /** How many subscriptions and the like there are that have not ended. On the loop. */
  public int serviceCount() {
    return endpoints().mapToInt(endpoint -> endpoint.services().count()).sum();
  }

  ConnectionState state() {
    return flows.state();
  }

  private Stream<Endpoint> endpoints() {
    return accounts.stream().flatMap(account -> account.endpoints().stream());
  }

  /** Makes an account ready; {@link #add} lets it take part. Any thread. */
  ActiveAccount prepare(RealAccount account) {
    List<Endpoint> endpoints = new ArrayList<>();
    String instanceId = account.config().registration().instanceId();
    for (Flow flow : flows.all()) {
      Endpoint endpoint = new Endpoint(shared, flow, account, instanceId);
      instanceId = endpoint.core().identity().instanceId(); // the same on every connection
      endpoints.add(endpoint);
    }
    endpoints.forEach(endpoint -> endpoint.siblings(endpoints));
    return new ActiveAccount(List.copyOf(endpoints));
  }

  void add(ActiveAccount account) {
    accounts.add(account);
    for (int i = 0; i < account.endpoints().size(); i++) {
      Endpoint endpoint = account.endpoints().get(i);
      if (stopping) {
        endpoint.stop();
      }
      flows.all().get(i).add(endpoint);
    }
  }

  /** Ends all that an account does. */
  void remove(ActiveAccount account, CompletableFuture<Void> done) {
    List<CompletableFuture<?>> farewells = new ArrayList<>();
    account.endpoints().forEach(endpoint -> farewells.addAll(endpoint.stop()));
    afterFarewell(
        farewells,
        () -> {
          accounts.remove(account);
          for (int i = 0; i < account.endpoints().size(); i++) {
            flows.all().get(i).remove(account.endpoints().get(i));
          }
          done.complete(null);
        });
  }

  /** The application has noticed that the network is another. */
  void networkChanged() {
    flows.networkChanged();
  }

  void connect(CompletableFuture<Void> done) {
    flows.connect(done);
  }

  /**
   * Ends calls, registration and connection in order, each with the server's consent or after a
   * while without.
   */
  void stop(CompletableFuture<Void> done) {
    stopping = true;
    flows.stop();
    List<CompletableFuture<?>> farewells = new ArrayList<>();
    endpoints().forEach(endpoint -> farewells.addAll(endpoint.stop()));
    afterFarewell(farewells, () -> flows.close(done));
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
