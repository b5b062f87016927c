package io.jasip.doctor;

import io.jasip.fault.Fault;
import io.jasip.transport.WebSocketServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a person has written as the server's URL, before anything is opened. Also takes
 * what {@code UABuilder.server} refuses, and says what was probably meant.
 */
public final class ServerUrl {

  /** The ports that are known to be without TLS: of HTTP, of Asterisk's HTTP, and their likes. */
  private static final Set<Integer> PLAIN_PORTS = Set.of(80, 8080, 8088);

  private static final Set<Integer> TLS_PORTS = Set.of(443, 8089, 8443);
  private static final Set<Integer> SIP_PORTS = Set.of(5060, 5061);

  private ServerUrl() {}

  /**
   * Looks at a URL.
   *
   * @param url as it was written, such as {@code wss://pbx.example.com:8089/ws} or {@code
   *     sip:example.com}
   * @return what is wrong with it, the worst first; empty if nothing is
   */
  public static List<Finding> check(String url) {
    String text = url.strip();
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
      boolean domainAlone = lower.matches("sips?:[a-z0-9]([a-z0-9.-]*[a-z0-9])?[.]?");
      return domainAlone
          ? List.of()
          : List.of(finding(Fault.URL_INVALID, Verdict.FAILED, text, "sip:DOMAIN, without a port"));
    }
    if (!lower.startsWith("ws:") && !lower.startsWith("wss:")) {
      return List.of(
          finding(
              lower.matches("(https?|tcp|tls|udp|ftp|wws|wsss|ssl):.*") || !lower.contains("://")
                  ? Fault.URL_NOT_WEBSOCKET
                  : Fault.URL_INVALID,
              Verdict.FAILED,
              text,
              meant(lower)));
    }
    try {
      return check(WebSocketServer.parse(text), new URI(text), text);
    } catch (IllegalArgumentException | URISyntaxException e) {
      return List.of(
          new Finding(
              Fault.URL_INVALID,
              Verdict.FAILED,
              List.of(
                  new Evidence("url", masked(text)),
                  new Evidence("url.problem", masked(String.valueOf(e.getMessage()))))));
    }
  }

  /**
   * Looks at the address that a user agent is built with.
   *
   * @param server where it connects to
   * @param withCredentials whether it has a password to send
   * @return what may be wrong with it, the worst first; all of them warnings
   */
  public static List<Finding> check(WebSocketServer server, boolean withCredentials) {
    List<Finding> findings = new ArrayList<>();
    if (!server.secure() && !server.isLoopback() && withCredentials) {
      findings.add(
          finding(
              Fault.CREDENTIALS_IN_THE_CLEAR,
              Verdict.WARNING,
              server.url(),
              "wss://" + server.host() + ":8089" + server.path()));
    }
    return findings;
  }

  private static List<Finding> check(WebSocketServer server, URI uri, String text) {
    List<Finding> findings = new ArrayList<>(check(server, true));
    if (!server.secure() && !server.isLoopback()) {
      findings.add(
          finding(
              Fault.URL_MIXED_CONTENT,
              Verdict.WARNING,
              text,
              "wss://" + server.host() + ":8089" + server.path()));
    }
    String better = better(server, uri);
    if (better != null) {
      findings.add(finding(Fault.URL_INVALID, Verdict.WARNING, text, better));
    }
    return findings;
  }

  /** What is more usual; null if it is usual already. */
  private static @Nullable String better(WebSocketServer server, URI uri) {
    int port = server.port();
    String scheme = server.secure() ? "wss://" : "ws://";
    int usual = server.secure() ? 8089 : 8088;
    if (SIP_PORTS.contains(port)
        || (server.secure() && port == 8088)
        || (server.secure() && PLAIN_PORTS.contains(port))) {
      return scheme + server.host() + ":" + usual + server.path();
    }
    if (!server.secure() && TLS_PORTS.contains(port)) {
      return "wss://" + server.host() + ":" + port + server.path();
    }
    String path = uri.getRawPath();
    boolean pathLeftOut = path == null || path.isEmpty() || path.equals("/");
    return pathLeftOut ? server.url() : null;
  }

  /** What one who wrote something else than a WebSocket URL probably meant. */
  private static String meant(String lower) {
    // Whatever stands before two slashes is meant as a scheme, also where its colon is missing.
    String rest = lower.replaceFirst("^[a-z]*(:/*|[;.]?//+)", "").replaceFirst("^[^/?#]*@", "");
    String hostAndPort = rest.replaceFirst("/.*", "");
    String path = rest.contains("/") ? rest.substring(rest.indexOf('/')) : "";
    // Without "://" what stands before a colon is the host, and no scheme.
    if (lower.matches("[a-z0-9.-]+(:[0-9]+)?(/[^/].*)?/?")) {
      hostAndPort = lower.replaceFirst("/.*", "");
      path = lower.contains("/") ? lower.substring(lower.indexOf('/')) : "";
    }
    if (hostAndPort.matches("[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*")) {
      hostAndPort = "[" + hostAndPort + "]"; // an IPv6 address alone
    }
    String host = hostAndPort.replaceFirst(":[0-9]*$", "");
    String port = hostAndPort.length() > host.length() ? hostAndPort.substring(host.length()) : "";
    boolean ofSip = port.equals(":5060") || port.equals(":5061") || port.equals(":");
    return "wss://"
        + (host.isEmpty() ? "HOST" : host)
        + (port.isEmpty() || ofSip ? ":8089" : port)
        + (path.length() > 1 ? path : WebSocketServer.DEFAULT_PATH);
  }

  private static Finding finding(Fault fault, Verdict verdict, String url, String better) {
    return new Finding(
        fault,
        verdict,
        List.of(new Evidence("url", masked(url)), new Evidence("url.meant", masked(better))));
  }

  /** Some write a password into a URL, or a token. */
  private static String masked(String url) {
    return url.replaceAll("//[^/?#]*@", "//***@").replaceAll("[?][^\\s\"#]+", "?***");
  }
}
