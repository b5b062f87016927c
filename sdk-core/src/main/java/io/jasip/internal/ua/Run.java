package io.jasip.internal.ua;

import io.jasip.internal.loop.SipLoop;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What exists between start and stop.
 *
 * @param accounts changed by any thread
 * @param begun completes when it was told to connect
 * @param stopped completes when all is freed
 */
record Run(
    SipLoop loop,
    ActiveUA active,
    Map<RealAccount, ActiveAccount> accounts,
    CompletableFuture<Void> begun,
    CompletableFuture<Void> stopped) {

  /** Makes an account ready and lets it take part. */
  void add(RealAccount account) {
    ActiveAccount ready = active.prepare(account);
    accounts.put(account, ready);
    loop.run(() -> active.add(ready));
  }
}
