package io.jasip.examples.interop;

import io.jasip.UABuilder;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.ReverseProxy;
import io.jasip.examples.asterisk.ServerCertificate;
import io.jasip.fault.Fault;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.WebRtcMedia;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real nginx or HAProxy before a real Asterisk, set up wrongly in the ways that people do, and
 * rightly: the doctor names what is wrong first, and says nothing where nothing is.
 */
class DoctorReverseProxyIT {

  private static final ServerCertificate ROOT = ServerCertificate.authority("Root", null);
  private static final ServerCertificate GOOD = ServerCertificate.of("localhost", ROOT, -1, 90);
  private static final ServerCertificate SELF_SIGNED =
      ServerCertificate.of("localhost", null, -1, 90);

  private static final String UPGRADE =
      """
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      """;

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  /** What is asked of a port of the proxy, and what should be found. */
  private record Site(
      String row, @Nullable Fault expected, String url, UnaryOperator<UABuilder> change) {}

  @ParameterizedTest
  @MethodSource("servers")
  void nginx(AsteriskServer pbx) throws IOException {
    try (ReverseProxy nginx = ReverseProxy.nginx();
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Nginx sites = new Nginx(nginx, pbx);
      healthy(sites);
      wrongUpstream(sites, silent.getLocalPort());
      refusing(sites);
      wrongHeaders(sites);
      wrongTls(sites);
      sites.examine();
    }
  }

  private static void healthy(Nginx sites) {
    String ws = sites.location("/ws", sites.toAsterisk(UPGRADE));
    sites.plain("    healthy, ws:", null, ws);
    String wss = sites.tls("good") + ws;
    sites.secure("    healthy, wss:", null, wss);
    sites.secure(
        "    healthy, Asterisk's own TLS",
        null,
        sites.tls("good")
            + sites.location(
                "/ws", "proxy_pass https://127.0.0.1:" + sites.wssPort + ";" + UPGRADE));
    sites.secure(
        "    healthy, with a call", null, wss, alice -> alice.media(WebRtcMedia.headless()));
  }

  private static void wrongUpstream(Nginx sites, int silentPort) {
    String dead = "proxy_pass http://127.0.0.1:" + ReverseProxy.freePort() + ";";
    sites.plain(
        "H16 nobody there", Fault.REVERSE_PROXY_UPSTREAM_DEAD, sites.location("/", dead + UPGRADE));
    sites.plain(
        "H16 http: to the TLS port",
        Fault.REVERSE_PROXY_UPSTREAM_DEAD,
        sites.location("/", "proxy_pass http://127.0.0.1:" + sites.wssPort + ";" + UPGRADE));
    sites.plain(
        "H16 https: to the HTTP port",
        Fault.REVERSE_PROXY_UPSTREAM_DEAD,
        sites.location("/", "proxy_pass https://127.0.0.1:" + sites.wsPort + ";" + UPGRADE));
    sites.plain(
        "H16 upstream silent",
        Fault.REVERSE_PROXY_UPSTREAM_SILENT,
        sites.location(
            "/",
            "proxy_pass http://127.0.0.1:" + silentPort + ";proxy_read_timeout 500ms;" + UPGRADE));
    sites.plain("H16 no location", Fault.REVERSE_PROXY_NO_LOCATION, "root /var/empty;");
    sites.plain(
        "H16 another location",
        Fault.WS_PATH_NOT_FOUND,
        sites.location("/asterisk/ws", sites.toAsterisk(UPGRADE)));
    sites.plain(
        "H16 to another path",
        Fault.WS_PATH_NOT_FOUND,
        sites.location("/ws", "proxy_pass http://127.0.0.1:" + sites.wsPort + "/pbx;" + UPGRADE));
  }

  private static void refusing(Nginx sites) {
    sites.plain(
        "    deny all", Fault.HTTP_ACCESS_DENIED, "deny all;" + sites.location("/", "return 200;"));
    sites.plain(
        "    basic authentication",
        Fault.HTTP_ACCESS_DENIED,
        "auth_basic pbx; auth_basic_user_file " + sites.nginx.write("users", "") + ";");
    sites.plain(
        "    http: to https:",
        Fault.HTTP_REDIRECT,
        sites.location("/", "return 301 https://$host$request_uri;"));
    sites.plain(
        "    a slash too much",
        Fault.HTTP_REDIRECT,
        sites.location("/ws/", sites.toAsterisk(UPGRADE)));
    sites.plain(
        "    rate limit, 429",
        Fault.HTTP_OVERLOADED,
        "limit_req zone=slow; limit_req_status 429;"
            + sites.location("/", sites.toAsterisk(UPGRADE)));
    sites.plain(
        "    rate limit, 503",
        Fault.HTTP_OVERLOADED,
        "limit_req zone=slow;" + sites.location("/", sites.toAsterisk(UPGRADE)));
    sites.plain(
        "    a web site", Fault.HTTP_NOT_A_WEBSOCKET, sites.location("/", "return 200 Hi;"));
  }

  private static void wrongHeaders(Nginx sites) {
    sites.plain(
        "H08 without Upgrade",
        Fault.REVERSE_PROXY_STRIPS_UPGRADE,
        sites.location("/ws", sites.toAsterisk("")));
    sites.plain(
        "    subprotocol not passed on",
        Fault.WS_SUBPROTOCOL_UNHANDLED,
        sites.location(
            "/ws", sites.toAsterisk(UPGRADE + "proxy_set_header Sec-WebSocket-Protocol '';")));
    sites.plain(
        "    subprotocol not passed back",
        Fault.WS_SUBPROTOCOL_NOT_CONFIRMED,
        sites.location(
            "/ws", sites.toAsterisk(UPGRADE + "proxy_hide_header Sec-WebSocket-Protocol;")));
    UnaryOperator<UABuilder> cookie9000 = withCookie(9_000);
    sites.plain(
        "H11 a cookie too long for nginx",
        Fault.HTTP_HEADERS_TOO_LARGE,
        sites.location("/ws", sites.toAsterisk(UPGRADE)),
        cookie9000);
    sites.plain(
        "H11 a cookie too long for Asterisk",
        Fault.HTTP_HEADERS_TOO_LARGE,
        sites.location("/ws", sites.toAsterisk(UPGRADE)),
        withCookie(5_000));
  }

  private static UnaryOperator<UABuilder> withCookie(int length) {
    return alice ->
        alice.connect(
            ConnectOptions.builder().header("Cookie", "c=" + "x".repeat(length - 2)).build());
  }

  private static void wrongTls(Nginx sites) {
    String ws = sites.location("/ws", sites.toAsterisk(UPGRADE));
    sites.secure("T03 self-signed", Fault.TLS_CERTIFICATE_SELF_SIGNED, sites.tls("self") + ws);
    sites.secure(
        "    wants a client certificate",
        Fault.TLS_CLIENT_CERTIFICATE_REFUSED,
        sites.tls("good")
            + "ssl_verify_client on; ssl_client_certificate /etc/jasip/root.crt;"
            + ws);
    sites.add(
        "T01 ws: at the TLS port", Fault.PLAIN_ON_TLS_PORT, "ws", " ssl", sites.tls("good") + ws);
    sites.add("T02 wss: at the HTTP port", Fault.TLS_ON_PLAIN_PORT, "wss", "", ws);
  }

  /** The servers of one nginx, each on a port of its own. */
  private static final class Nginx {
    private final ReverseProxy nginx;
    private final DoctorTable table;
    private final int wsPort;
    private final int wssPort;
    private final StringBuilder servers = new StringBuilder();
    private final List<Site> sites = new ArrayList<>();
    private int port;

    Nginx(ReverseProxy nginx, AsteriskServer pbx) {
      this.nginx = nginx;
      table = new DoctorTable(pbx);
      wsPort = URI.create(pbx.wsUrl()).getPort();
      wssPort = URI.create(pbx.wssUrl()).getPort();
      nginx.write("root.crt", ROOT.pem());
      nginx.write("good.crt", GOOD.pem());
      nginx.write("good.key", GOOD.keyPem());
      nginx.write("self.crt", SELF_SIGNED.pem());
      nginx.write("self.key", SELF_SIGNED.keyPem());
    }

    String location(String path, String directives) {
      return "location " + path + " {" + directives + "}\n";
    }

    String toAsterisk(String directives) {
      return "proxy_pass http://127.0.0.1:" + wsPort + "/ws;" + directives;
    }

    String tls(String name) {
      return "ssl_certificate /etc/jasip/%1$s.crt; ssl_certificate_key /etc/jasip/%1$s.key;%n"
          .formatted(name);
    }

    void plain(String row, @Nullable Fault expected, String directives) {
      add(row, expected, "ws", "", directives);
    }

    void plain(
        String row, @Nullable Fault expected, String directives, UnaryOperator<UABuilder> change) {
      add(row, expected, "ws", "", directives, change);
    }

    void secure(String row, @Nullable Fault expected, String directives) {
      add(row, expected, "wss", " ssl", directives);
    }

    void secure(
        String row, @Nullable Fault expected, String directives, UnaryOperator<UABuilder> change) {
      add(row, expected, "wss", " ssl", directives, change);
    }

    void add(
        String row, @Nullable Fault expected, String scheme, String listen, String directives) {
      add(row, expected, scheme, listen, directives, alice -> alice);
    }

    void add(
        String row,
        @Nullable Fault expected,
        String scheme,
        String listen,
        String directives,
        UnaryOperator<UABuilder> change) {
      port = ReverseProxy.freePort();
      servers.append(
          "server { listen 127.0.0.1:%d%s; server_name localhost;%n%s}%n"
              .formatted(port, listen, directives));
      sites.add(new Site(row, expected, scheme + "://localhost:" + port + "/ws", change));
    }

    void examine() {
      nginx.start(
          """
          worker_processes 1;
          events { worker_connections 512; }
          http {
            client_body_temp_path /run/jasip/body; proxy_temp_path /run/jasip/proxy;
            fastcgi_temp_path /run/jasip/fastcgi; uwsgi_temp_path /run/jasip/uwsgi;
            scgi_temp_path /run/jasip/scgi;
            access_log off;
            limit_req_zone $server_port zone=slow:1m rate=1r/m;
          %s}
          """
              .formatted(servers),
          port);
      for (Site each : sites) {
        UnaryOperator<UABuilder> change = each.change();
        table.examine(
            each.row(),
            each.expected(),
            alice ->
                change.apply(
                    alice.server(each.url()).tls(TlsConfig.trusting(List.of(ROOT.certificate())))));
      }
      table.check();
    }
  }
}
