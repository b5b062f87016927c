package io.jasip.internal.ua;

import io.jasip.UAConfig;
import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsProvider;
import io.jasip.auth.CredentialsRequest;
import io.jasip.internal.auth.CredentialsSource;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.SipLoop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The credentials of an account: those of its configuration, else those that the application gives
 * when it is asked.
 *
 * @param config of the moment
 */
record AccountCredentials(SipLoop loop, CallbackDispatcher dispatcher, Supplier<UAConfig> config)
    implements CredentialsSource {

  private static final Logger LOG = LoggerFactory.getLogger(AccountCredentials.class);

  @Override
  public Optional<Credentials> fixed() {
    return Optional.ofNullable(config.get().credentials());
  }

  @Override
  public CompletableFuture<Optional<Credentials>> find(CredentialsRequest request) {
    CredentialsProvider provider = config.get().credentialsProvider();
    Optional<Credentials> fixed = fixed();
    if (provider == null || (fixed.isPresent() && fixed.get() != request.rejected())) {
      return CompletableFuture.completedFuture(fixed);
    }
    CompletableFuture<Optional<Credentials>> found = new CompletableFuture<>();
    dispatcher.execute(
        () -> {
          Optional<Credentials> given = ask(provider, request);
          loop.execute(() -> found.complete(given));
        });
    return found;
  }

  private static Optional<Credentials> ask(
      CredentialsProvider provider, CredentialsRequest request) {
    try {
      return Optional.ofNullable(provider.credentials(request));
    } catch (Throwable e) { // an application's mistake leaves the request refused, no more
      LOG.error("The credentials provider of the application threw an exception", e);
      return Optional.empty();
    }
  }
}
