package io.jasip.internal.location;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the DNS. A name without such records, and a DNS that does not answer, give an empty list.
 */
public interface DnsLookup {

  /** SRV records (RFC 2782), in any order. */
  CompletableFuture<List<SrvRecord>> srv(String name);

  /** NAPTR records (RFC 3403), in any order. */
  CompletableFuture<List<NaptrRecord>> naptr(String name);
}
