package io.jasip;

import io.jasip.sip.SipUri;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.WebSocketServer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect to: to given servers, or to those that the DNS names for a domain.
 *
 * @param servers empty if the domain says where
 * @param domain null if the servers say where
 */
record ServerChoice(List<WebSocketServer> servers, @Nullable String domain) {

  /** Reads {@code wss://host/ws}, {@code ws://host/ws} or {@code sip:domain}. */
  static ServerChoice parse(String url) {
    String text = url.strip().toLowerCase(Locale.ROOT);
    if (!text.startsWith("sip:") && !text.startsWith("sips:")) {
      return new ServerChoice(List.of(WebSocketServer.parse(url)), null);
    }
    SipUri uri;
    try {
      uri = SipUri.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("server URL \"" + url + "\": " + e.getMessage(), e);
    }
    if (uri.user() != null || uri.port() > 0) {
      throw new IllegalArgumentException(
          "server URL \"" + url + "\": write the domain alone, such as sip:example.com");
    }
    return new ServerChoice(List.of(), uri.host());
  }

  static ServerChoice of(List<WebSocketServer> servers) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("servers: the list is empty; give at least one");
    }
    if (servers.stream().map(WebSocketServer::secure).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "servers " + servers + ": wss:// and ws:// are mixed; take wss:// for all");
    }
    return new ServerChoice(List.copyOf(servers), null);
  }

  /** The host whose users are ours unless said otherwise. */
  String home() {
    return domain == null ? servers.get(0).host() : domain;
  }

  /** For a message to a person. */
  String name() {
    return domain == null ? servers.get(0).toString() : "sip:" + domain;
  }

  boolean secure() {
    return domain != null || servers.get(0).secure();
  }

  /** What everybody on the way could read is no answer to a challenge. */
  void refuseCredentialsWithoutTls(ConnectOptions options) {
    for (WebSocketServer each : servers) {
      if (!each.secure() && !each.isLoopback() && !options.credentialsWithoutTls()) {
        throw new IllegalArgumentException(
            "server "
                + each
                + " is another machine without TLS, where everybody on the way reads the answers to"
                + " challenges; write wss://, or allow it by"
                + " ConnectOptions.builder().allowCredentialsWithoutTls()");
      }
    }
  }
}
