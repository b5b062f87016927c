package io.jasip.internal.auth;

import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where credentials come from. On the loop. */
@FunctionalInterface
public interface CredentialsSource {

  /**
   * Finds credentials.
   *
   * @return completes on the loop, or is complete; never fails
   */
  CompletableFuture<Optional<Credentials>> find(CredentialsRequest request);

  /** What is known without a question, to be sent before a server asks. */
  default Optional<Credentials> fixed() {
    return Optional.empty();
  }
}
