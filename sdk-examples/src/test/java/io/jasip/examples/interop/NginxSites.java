package io.jasip.examples.interop;

import io.jasip.UABuilder;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.ReverseProxy;
import io.jasip.examples.asterisk.ServerCertificate;
import io.jasip.examples.interop.DoctorTable.Site;
import io.jasip.fault.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The servers of one nginx, each on a port of its own. */
final class NginxSites {
  static final String UPGRADE =
      """
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      """;

  private static final ServerCertificate ROOT = ServerCertificate.authority("Root", null);
  private static final ServerCertificate GOOD = ServerCertificate.of("localhost", ROOT, -1, 90);
  private static final ServerCertificate SELF_SIGNED =
      ServerCertificate.of("localhost", null, -1, 90);

  final ReverseProxy nginx;
  final DoctorTable table;
  final int wsPort;
  final int wssPort;
  private final StringBuilder servers = new StringBuilder();
  final List<Site> sites = new ArrayList<>();
  private int port;

  NginxSites(ReverseProxy nginx, AsteriskServer pbx) {
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

  void add(String row, @Nullable Fault expected, String scheme, String listen, String directives) {
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

  void start() {
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
  }

  void examine() {
    start();
    table.examineAll(sites, ROOT);
  }
}
