package io.jasip.examples.interop;

import static io.jasip.examples.interop.NginxSites.UPGRADE;
import static org.awaitility.Awaitility.await;

import io.jasip.ConnectionEvent;
import io.jasip.UABuilder;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.ReverseProxy;
import io.jasip.fault.Fault;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.KeepAlive;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real nginx before a real Asterisk, set up wrongly in the ways that people do, and rightly: the
 * doctor names what is wrong first, and says nothing where nothing is.
 */
class DoctorNginxIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void what_is_wrong_is_named(AsteriskServer pbx) throws IOException {
    try (ReverseProxy nginx = ReverseProxy.nginx();
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      NginxSites sites = new NginxSites(nginx, pbx);
      healthy(sites);
      wrongUpstream(sites, silent.getLocalPort());
      refusing(sites);
      idle(sites);
      wrongHeaders(sites);
      wrongTls(sites);
      sites.examine();
    }
  }

  private static void healthy(NginxSites sites) {
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
  }

  private static void wrongUpstream(NginxSites sites, int silentPort) {
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
    if (sites.table.pbx.version() == 22) { // which could still be booting, so this takes a while
      sites.plain(
          "H16 to another path",
          Fault.WS_PATH_NOT_FOUND,
          sites.location("/ws", "proxy_pass http://127.0.0.1:" + sites.wsPort + "/pbx;" + UPGRADE));
      sites.plain(
          "H09 another version",
          Fault.WS_SUBPROTOCOL_UNHANDLED,
          sites.location(
              "/ws", sites.toAsterisk(UPGRADE + "proxy_set_header Sec-WebSocket-Version 12;")));
      sites.plain(
          "H06 subprotocol not passed on",
          Fault.WS_SUBPROTOCOL_UNHANDLED,
          sites.location(
              "/ws", sites.toAsterisk(UPGRADE + "proxy_set_header Sec-WebSocket-Protocol '';")));
    }
  }

  private static void refusing(NginxSites sites) {
    String asterisk = sites.location("/ws", sites.toAsterisk(UPGRADE));
    sites.plain("    deny all", Fault.HTTP_ACCESS_DENIED, "deny all;" + asterisk);
    sites.plain(
        "    basic authentication",
        Fault.HTTP_ACCESS_DENIED,
        "auth_basic pbx; auth_basic_user_file " + sites.nginx.write("users", "") + ";" + asterisk);
    sites.plain(
        "    http: to https:",
        Fault.HTTP_REDIRECT,
        sites.location("/", "return 301 https://$host$request_uri;"));
    sites.plain(
        "    a slash too much",
        Fault.HTTP_REDIRECT,
        sites.location("/ws/", sites.toAsterisk(UPGRADE)));
    // The first request is let through.
    sites.plain(
        "    rate limit, 429",
        Fault.HTTP_OVERLOADED,
        "limit_req zone=slow; limit_req_status 429;" + asterisk);
    sites.plain("    rate limit, 503", Fault.HTTP_OVERLOADED, "limit_req zone=slow;" + asterisk);
    sites.plain("    maintenance", Fault.HTTP_OVERLOADED, sites.location("/", "return 503;"));
    sites.plain(
        "    a web site", Fault.HTTP_NOT_A_WEBSOCKET, sites.location("/", "return 200 Hi;"));
  }

  private static void idle(NginxSites sites) {
    String asterisk = sites.location("/ws", sites.toAsterisk(UPGRADE));
    sites.plain("H17 no pings", Fault.WS_CUT_WHEN_IDLE, asterisk, pings(KeepAlive.OFF));
    sites.plain(
        "H17 a ping in 60 s",
        Fault.WS_CUT_WHEN_IDLE,
        asterisk,
        pings(KeepAlive.DEFAULT.every(Duration.ofSeconds(60))));
    sites.plain(
        "    a ping in 50 s",
        null,
        asterisk,
        pings(KeepAlive.DEFAULT.every(Duration.ofSeconds(50))));
    String direct = sites.table.pbx.wsUrl();
    sites.plain(
        "    no pings, no proxy",
        null,
        asterisk,
        alice -> pings(KeepAlive.OFF).apply(alice.server(direct)));
  }

  private static UnaryOperator<UABuilder> pings(KeepAlive keepAlive) {
    return alice -> alice.keepAlive(keepAlive);
  }

  private static void wrongHeaders(NginxSites sites) {
    sites.plain(
        "H08 without Upgrade",
        Fault.REVERSE_PROXY_STRIPS_UPGRADE,
        sites.location("/ws", sites.toAsterisk("")));
    sites.plain(
        "H10 another method",
        Fault.HTTP_NOT_A_WEBSOCKET,
        sites.location("/ws", sites.toAsterisk(UPGRADE + "proxy_method OPTIONS;")));
    sites.plain(
        "    subprotocol not passed back",
        Fault.WS_SUBPROTOCOL_NOT_CONFIRMED,
        sites.location(
            "/ws", sites.toAsterisk(UPGRADE + "proxy_hide_header Sec-WebSocket-Protocol;")));
    sites.plain(
        "H11 a cookie too long for nginx",
        Fault.HTTP_HEADERS_TOO_LARGE,
        sites.location("/ws", sites.toAsterisk(UPGRADE)),
        withCookie(9_000));
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

  private static void wrongTls(NginxSites sites) {
    String ws = sites.location("/ws", sites.toAsterisk(UPGRADE));
    sites.secure("T03 self-signed", Fault.TLS_CERTIFICATE_SELF_SIGNED, sites.tls("self") + ws);
    sites.secure(
        "    wants a client certificate",
        Fault.TLS_CLIENT_CERTIFICATE_REFUSED,
        sites.tls("good")
            + "ssl_verify_client on; ssl_client_certificate /etc/jasip/root.crt;"
            + ws);
    sites.secure(
        "T17 TLS 1.1 alone",
        Fault.TLS_NOTHING_IN_COMMON,
        sites.tls("good") + "ssl_protocols TLSv1.1; ssl_ciphers DEFAULT:@SECLEVEL=0;" + ws);
    sites.secure(
        "T18 a cipher for another key",
        Fault.TLS_NOTHING_IN_COMMON,
        sites.tls("good")
            + "ssl_protocols TLSv1.2; ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256;"
            + ws);
    sites.add(
        "T01 ws: at the TLS port", Fault.PLAIN_ON_TLS_PORT, "ws", " ssl", sites.tls("good") + ws);
    sites.add("T02 wss: at the HTTP port", Fault.TLS_ON_PLAIN_PORT, "wss", "", ws);
  }

  /** What a user agent notices of it by itself, without a diagnosis. */
  @Test
  void who_is_cut_off_twice_knows_why() throws IOException {
    try (ReverseProxy nginx = ReverseProxy.nginx()) {
      NginxSites sites = new NginxSites(nginx, asterisk22);
      sites.plain(
          "H17", null, sites.location("/ws", sites.toAsterisk(UPGRADE + "proxy_read_timeout 3s;")));
      sites.start();
      try (Softphone alice =
          Softphone.of(
              asterisk22,
              "250",
              "secret250",
              phone -> phone.server(sites.sites.get(0).url()).keepAlive(KeepAlive.OFF))) {
        alice.register();

        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    alice.connections.stream()
                        .map(ConnectionEvent::failure)
                        .anyMatch(why -> why != null && why.fault() == Fault.WS_CUT_WHEN_IDLE));
      }
    }
  }
}
