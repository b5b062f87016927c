package io.jasip.examples.interop;

import io.jasip.UABuilder;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.ReverseProxy;
import io.jasip.examples.asterisk.ServerCertificate;
import io.jasip.examples.interop.DoctorTable.Site;
import io.jasip.fault.Fault;
import io.jasip.transport.KeepAlive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real HAProxy before a real Asterisk, and what the doctor makes of it. */
class DoctorHaproxyIT {

  private static final ServerCertificate ROOT = ServerCertificate.authority("Root", null);
  private static final ServerCertificate GOOD = ServerCertificate.of("localhost", ROOT, -1, 90);

  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  @Test
  void what_is_wrong_is_named() throws IOException {
    AsteriskServer pbx = asterisk22;
    try (ReverseProxy haproxy = ReverseProxy.haproxy();
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Ends sites = new Ends(haproxy, pbx);
      String asterisk = "server pbx 127.0.0.1:" + URI.create(pbx.wsUrl()).getPort();
      String itsTls = "server pbx 127.0.0.1:" + URI.create(pbx.wssUrl()).getPort();
      sites.add("    healthy", null, "ws", "mode http", asterisk);
      sites.add("    healthy, TLS ends here", null, "wss", "mode http", asterisk);
      sites.add("    healthy, mode tcp", null, "ws", "mode tcp", asterisk);
      sites.add(
          "H16 nobody there",
          Fault.REVERSE_PROXY_UPSTREAM_DEAD,
          "ws",
          "mode http",
          "server pbx 127.0.0.1:" + ReverseProxy.freePort());
      sites.add(
          "H16 http: to the TLS port",
          Fault.REVERSE_PROXY_UPSTREAM_DEAD,
          "ws",
          "mode http",
          itsTls);
      sites.add(
          "H16 upstream silent",
          Fault.REVERSE_PROXY_UPSTREAM_SILENT,
          "ws",
          "mode http; timeout server 500ms",
          "server pbx 127.0.0.1:" + silent.getLocalPort());
      sites.add(
          "    deny", Fault.HTTP_ACCESS_DENIED, "ws", "mode http; http-request deny", asterisk);
      sites.add(
          "    rate limit",
          Fault.HTTP_OVERLOADED,
          "ws",
          "mode http; http-request deny deny_status 429",
          asterisk);
      sites.add(
          "H17 cut after 150 ms", // the doctor waits for 250 ms, and then pings every 25 ms
          Fault.WS_CUT_WHEN_IDLE,
          "ws",
          "mode http; timeout tunnel 150ms",
          asterisk);
      sites.add(
          "H17 no pings",
          Fault.WS_CUT_WHEN_IDLE,
          "ws",
          "mode http",
          asterisk,
          alice -> alice.keepAlive(KeepAlive.OFF));
      sites.examine();
    }
  }

  /** The front and back ends of one HAProxy. */
  private static final class Ends {
    private final ReverseProxy haproxy;
    private final DoctorTable table;
    private final StringBuilder ends = new StringBuilder();
    private final List<Site> sites = new ArrayList<>();
    private int port;

    Ends(ReverseProxy haproxy, AsteriskServer pbx) {
      this.haproxy = haproxy;
      table = new DoctorTable(pbx);
      haproxy.write("good.pem", GOOD.pem() + GOOD.keyPem());
    }

    void add(String row, @Nullable Fault expected, String scheme, String options, String server) {
      add(row, expected, scheme, options, server, alice -> alice);
    }

    void add(
        String row,
        @Nullable Fault expected,
        String scheme,
        String options,
        String server,
        UnaryOperator<UABuilder> change) {
      port = ReverseProxy.freePort();
      ends.append("listen port%1$d%n  bind 127.0.0.1:%1$d".formatted(port))
          .append(scheme.equals("wss") ? " ssl crt /etc/jasip/good.pem" : "")
          .append("\n  ")
          .append(options.replace("; ", "\n  "))
          .append("\n  ")
          .append(server)
          .append('\n');
      sites.add(new Site(row, expected, scheme + "://localhost:" + port + "/ws", change));
    }

    void examine() {
      haproxy.start(
          """
          defaults
            retries 0
            timeout connect 2s
            timeout client 50s
            timeout server 50s
          """
              + ends,
          port);
      table.examineAll(sites, ROOT);
    }
  }
}
