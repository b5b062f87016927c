package io.jasip.internal.location;

import io.jasip.transport.WebSocketServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Finds the WebSocket servers of a SIP domain (RFC 3263 section 4 with the transport of RFC 7118):
 * by its NAPTR records for {@code SIPS+D2W}; without these by the SRV records of {@code _sips._ws}
 * and {@code _sips._tcp}; without these the domain itself is the server, at port 443. Only TLS:
 * what a name server says is no ground to send credentials in the clear.
 */
public final class ServerLocator {

  private static final String SERVICE = "SIPS+D2W";
  private static final int DEFAULT_PORT = 443;

  private final DnsLookup dns;
  private final RandomGenerator random;

  /** Asks a DNS. */
  public ServerLocator(DnsLookup dns, RandomGenerator random) {
    this.dns = dns;
    this.random = random;
  }

  /**
   * Finds the servers of a domain.
   *
   * @return completes with at least one, in the order in which they are to be tried
   */
  public CompletableFuture<List<WebSocketServer>> locate(String domain) {
    return dns.naptr(domain)
        .thenCompose(
            records -> {
              List<String> names = new ArrayList<>();
              records.stream()
                  .filter(ServerLocator::isOurs)
                  .sorted(
                      Comparator.comparingInt(NaptrRecord::order)
                          .thenComparingInt(NaptrRecord::preference))
                  .forEach(record -> names.add(record.replacement()));
              if (names.isEmpty()) {
                names.add("_sips._ws." + domain);
                names.add("_sips._tcp." + domain);
              }
              return firstWithServers(names, 0);
            })
        .thenApply(found -> found.isEmpty() ? List.of(server(domain, DEFAULT_PORT)) : found);
  }

  private static boolean isOurs(NaptrRecord record) {
    return record.service().toUpperCase(Locale.ROOT).equals(SERVICE)
        && record.flags().equalsIgnoreCase("s")
        && !record.replacement().isEmpty();
  }

  private CompletableFuture<List<WebSocketServer>> firstWithServers(List<String> names, int index) {
    if (index == names.size()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return dns.srv(names.get(index))
        .thenCompose(
            records -> {
              List<WebSocketServer> found =
                  ServerOrder.bySrv(records, random).stream()
                      .filter(record -> !record.target().isEmpty() && record.port() > 0)
                      .map(record -> server(record.target(), record.port()))
                      .toList();
              return found.isEmpty()
                  ? firstWithServers(names, index + 1)
                  : CompletableFuture.completedFuture(found);
            });
  }

  private static WebSocketServer server(String host, int port) {
    return new WebSocketServer(true, host, port, WebSocketServer.DEFAULT_PATH);
  }
}
