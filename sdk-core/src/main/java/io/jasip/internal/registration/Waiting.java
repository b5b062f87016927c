package io.jasip.internal.registration;

import io.jasip.Registration;
import io.jasip.RegistrationFailedException;
import io.jasip.internal.loop.CallbackDispatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Those who wait for a registration, or for its removal. On the loop. */
final class Waiting {

  private final CallbackDispatcher dispatcher;
  private final List<CompletableFuture<Registration>> registering = new ArrayList<>();
  private final List<CompletableFuture<Void>> leaving = new ArrayList<>();

  Waiting(CallbackDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  void register(CompletableFuture<Registration> done) {
    registering.add(done);
  }

  void leave(CompletableFuture<Void> done) {
    leaving.add(done);
  }

  void registered(Registration registration) {
    registering.forEach(done -> dispatcher.complete(done, registration));
    registering.clear();
  }

  void failed(RegistrationFailedException why) {
    registering.forEach(done -> dispatcher.fail(done, why));
    registering.clear();
  }

  void left() {
    leaving.forEach(done -> dispatcher.execute(() -> done.complete(null)));
    leaving.clear();
  }
}
