package io.jasip.internal.ua;

import io.jasip.Registration;
import io.jasip.RegistrationState;
import io.jasip.internal.loop.SipLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * An account while its user agent is started.
 *
 * @param endpoints one on each connection, in the order of preference
 */
record ActiveAccount(List<Endpoint> endpoints) {

  SipLoop loop() {
    return endpoints.get(0).core().loop();
  }

  /** The one that calls and requests go out by. Any thread. */
  Endpoint outgoing() {
    return first(Endpoint::isRegistered, first(Endpoint::isConnected, endpoints.get(0)));
  }

  private Endpoint first(Predicate<Endpoint> wanted, Endpoint otherwise) {
    return endpoints.stream().filter(wanted).findFirst().orElse(otherwise);
  }

  /** The registration that says most about whether calls come in. Any thread. */
  Registration registration() {
    return first(
            Endpoint::isRegistered,
            first(
                each -> each.registration().state() != RegistrationState.UNREGISTERED,
                endpoints.get(0)))
        .registration();
  }

  /** Registers on every connection. On the loop; completes with the first, on any thread. */
  void register(CompletableFuture<Registration> done) {
    List<Endpoint> open = endpoints.stream().filter(Endpoint::isConnected).toList();
    if (open.isEmpty()) {
      endpoints.get(0).register(done); // which says why that cannot be
      return;
    }
    AtomicInteger pending = new AtomicInteger(open.size());
    for (Endpoint endpoint : endpoints) {
      if (!open.contains(endpoint)) {
        endpoint.registration().registerOnceConnected();
        continue;
      }
      CompletableFuture<Registration> one = new CompletableFuture<>();
      one.whenComplete(
          (registration, failure) -> {
            if (failure == null) {
              done.complete(registration);
            } else if (pending.decrementAndGet() == 0) {
              done.completeExceptionally(failure);
            }
          });
      endpoint.register(one);
    }
  }

  /** On the loop. */
  void unregister(CompletableFuture<Void> done) {
    whenAll(endpoints.stream().map(ActiveAccount::unregistered).toList(), done);
  }

  /** On the loop. */
  void unregisterAll(CompletableFuture<Void> done) {
    Endpoint first = outgoing();
    CompletableFuture<Void> all = new CompletableFuture<>();
    first.registration().unregisterAll(all);
    CompletableFuture<Void> others = new CompletableFuture<>();
    whenAll(
        endpoints.stream().filter(each -> each != first).map(ActiveAccount::unregistered).toList(),
        others);
    whenAll(List.of(all, others), done);
  }

  private static CompletableFuture<Void> unregistered(Endpoint endpoint) {
    CompletableFuture<Void> left = new CompletableFuture<>();
    endpoint.registration().unregister(left);
    return left;
  }

  private static void whenAll(List<CompletableFuture<Void>> each, CompletableFuture<Void> done) {
    CompletableFuture.allOf(each.toArray(new CompletableFuture<?>[0]))
        .thenRun(() -> done.complete(null));
  }
}
