package io.jasip.internal.ua;

import io.jasip.internal.loop.SipLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What exists between start and stop.
 *
 * @param endpoints of the accounts, changed by any thread
 * @param begun completes when it was told to connect
 * @param stopped completes when all is freed
 */
record Run(
    SipLoop loop,
    ActiveUA active,
    Map<RealAccount, Endpoint> endpoints,
    CompletableFuture<Void> begun,
    CompletableFuture<Void> stopped) {

  /** Makes an account ready and lets it take part. */
  void add(RealAccount account) {
    Endpoint endpoint = active.prepare(account);
    endpoints.put(account, endpoint);
    loop.run(() -> active.add(endpoint));
  }
}
