package io.jasip.testkit;

import io.jasip.internal.location.DnsLookup;
import io.jasip.internal.location.NaptrRecord;
import io.jasip.internal.location.SrvRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A DNS that knows nothing. */
final class NoDns implements DnsLookup {

  @Override
  public CompletableFuture<List<SrvRecord>> srv(String name) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletableFuture<List<NaptrRecord>> naptr(String name) {
    return CompletableFuture.completedFuture(List.of());
  }
}
