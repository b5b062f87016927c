package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.internal.location.NettyDnsLookup;
import io.jasip.internal.location.ServerLocator;
import io.jasip.internal.transport.Route;
import io.jasip.transport.ProxyConfig;
import io.jasip.transport.WebSocketServer;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the host. The operating system has the say, which knows hosts files and VPNs;
 * where it finds none, the name servers are asked why.
 */
final class DnsCheck implements Check {

  /** How long the operating system may take before the name servers are asked too. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final @Nullable DnsServerAddressStreamProvider nameServers;

  /**
   * Asks.
   *
   * @param nameServers null for those of the operating system
   */
  DnsCheck(@Nullable DnsServerAddressStreamProvider nameServers) {
    this.nameServers = nameServers;
  }

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    String domain = examination.config().serverDomain();
    if (domain != null) {
      try {
        locate(examination, notes, domain, deadline);
      } catch (TimeoutException e) {
        notes.saw("dns.domain", domain).fails(Fault.DNS_SERVER_SILENT);
        return;
      }
    }
    WebSocketServer server = examination.server();
    ProxyConfig proxy = Route.choose(server, examination.config().connect().proxy());
    boolean direct = proxy.type() == ProxyConfig.Type.NONE;
    if (!direct) {
      notes.saw("dns.proxy", proxy.host() + ":" + proxy.port());
    }
    String host = direct ? server.host().replaceAll("[\\[\\]]", "") : proxy.host();
    List<InetAddress> addresses = look(host, deadline);
    if (addresses.isEmpty()) {
      explain(examination, notes, host, direct, deadline);
      return;
    }
    for (InetAddress each : addresses) {
      notes.saw(each instanceof Inet6Address ? "dns.aaaa" : "dns.a", each.getHostAddress());
    }
    examination.route(new Route(server, proxy, addresses, null));
  }

  private static void locate(Examination examination, Notes notes, String domain, Deadline deadline)
      throws TimeoutException, ExecutionException {
    ServerLocator locator =
        new ServerLocator(new NettyDnsLookup(examination.loop().eventLoop()), new SecureRandom());
    List<WebSocketServer> found = deadline.part(2).await(locator.locate(domain));
    found.forEach(each -> notes.saw("dns.server", each.url()));
    examination.servers(found);
  }

  /** Empty if there are none, or the operating system takes too long to say. */
  private static List<InetAddress> look(String host, Deadline deadline) {
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    // The operating system cannot be told to give up.
    Thread asking =
        new Thread(
            () -> {
              try {
                found.complete(Arrays.asList(InetAddress.getAllByName(host)));
              } catch (UnknownHostException e) {
                found.complete(List.of());
              }
            },
            "jasip-doctor-dns");
    asking.setDaemon(true);
    asking.start();
    try {
      return deadline.orIn(PATIENCE).await(found);
    } catch (TimeoutException | ExecutionException e) {
      return List.of();
    }
  }

  private void explain(
      Examination examination, Notes notes, String host, boolean direct, Deadline deadline)
      throws ExecutionException {
    DnsQuery.Answer v4 = ask(examination, host, DnsRecordType.A, deadline.part(2));
    DnsQuery.Answer v6 =
        v4 == DnsQuery.Answer.SILENT
            ? v4
            : ask(examination, host, DnsRecordType.AAAA, deadline.part(2));
    notes.saw("dns.name", host).saw("dns.query.a", v4).saw("dns.query.aaaa", v6);
    if (!direct) {
      notes.fails(Fault.PROXY_UNREACHABLE);
    } else if (v4 == DnsQuery.Answer.UNKNOWN || v6 == DnsQuery.Answer.UNKNOWN) {
      notes.fails(Fault.DNS_NAME_UNKNOWN);
    } else if (v4 == DnsQuery.Answer.SILENT) {
      notes.fails(Fault.DNS_SERVER_SILENT);
    } else if (v4 == DnsQuery.Answer.EMPTY && v6 == DnsQuery.Answer.EMPTY) {
      notes.fails(Fault.DNS_NO_ADDRESS);
    } else {
      notes.fails(Fault.DNS_SERVER_FAILING);
    }
  }

  private DnsQuery.Answer ask(
      Examination examination, String host, DnsRecordType type, Deadline deadline)
      throws ExecutionException {
    try {
      return deadline.await(
          DnsQuery.ask(examination.loop(), nameServers, host, type, deadline.left()));
    } catch (TimeoutException e) {
      return DnsQuery.Answer.SILENT;
    }
  }
}
