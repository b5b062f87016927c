package io.jasip.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a SIP server's WebSocket.
 *
 * @param secure whether TLS is spoken ({@code wss})
 * @param host name or address, an IPv6 address in brackets
 * @param port 1 to 65535
 * @param path with its leading slash, and the query if there is one
 * @param weight rank among several servers: the heaviest is tried first
 */
public record WebSocketServer(boolean secure, String host, int port, String path, int weight) {

  /** The path when the URL names none: where Asterisk has its WebSocket. */
  public static final String DEFAULT_PATH = "/ws";

  /**
   * An address of weight 0.
   *
   * @param secure whether TLS is spoken ({@code wss})
   * @param host name or address, an IPv6 address in brackets
   * @param port 1 to 65535
   * @param path with its leading slash, and the query if there is one
   */
  public WebSocketServer(boolean secure, String host, int port, String path) {
    this(secure, host, port, path, 0);
  }

  /**
   * The same address with another rank.
   *
   * @param rank 0 or more; the heaviest server is tried first, equals in a random order
   * @return a copy
   * @throws IllegalArgumentException if it is less than 0
   */
  public WebSocketServer withWeight(int rank) {
    if (rank < 0) {
      throw new IllegalArgumentException("weight " + rank + " of " + url() + " is less than 0");
    }
    return new WebSocketServer(secure, host, port, path, rank);
  }

  /**
   * Reads a WebSocket URL (RFC 6455 section 3).
   *
   * @param url {@code wss://host[:port][/path]} or {@code ws://...}; the port is 443 or 80 and the
   *     path {@value #DEFAULT_PATH} when left out
   * @return the address
   * @throws IllegalArgumentException if it is not such a URL; the message names it and says what is
   *     wrong
   */
  public static WebSocketServer parse(String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      throw bad(
          url, e.getReason() + " at character " + e.getIndex() + "; write wss://host:8089/ws");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("http") || scheme.equals("https")) {
      throw bad(url, "a WebSocket URL begins with wss:// (or ws://), not with " + scheme + "://");
    }
    if (!scheme.equals("ws") && !scheme.equals("wss")) {
      throw bad(url, "write wss://host:8089/ws");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw bad(url, "the host is missing or malformed; write wss://host:8089/ws");
    }
    if (uri.getRawUserInfo() != null) {
      throw bad(uri.getScheme() + "://***@" + uri.getHost(), "credentials do not belong into it");
    }
    if (uri.getRawFragment() != null) {
      throw bad(url, "a WebSocket URL has no fragment (#)");
    }
    boolean secure = scheme.equals("wss");
    int port = uri.getPort() < 0 ? (secure ? 443 : 80) : uri.getPort();
    if (port < 1 || port > 65535) {
      throw bad(url, "port " + port + " is not between 1 and 65535");
    }
    String path = uri.getRawPath();
    if (path == null || path.isEmpty() || path.equals("/")) {
      path = DEFAULT_PATH;
    }
    if (uri.getRawQuery() != null) {
      path += "?" + uri.getRawQuery();
    }
    return new WebSocketServer(secure, uri.getHost(), port, path);
  }

  private static IllegalArgumentException bad(String url, String why) {
    return new IllegalArgumentException(
        "server URL \""
            + withoutQuery(url.replaceAll("\\p{Cntrl}", " ").replaceFirst("//[^/]*@", "//***@"))
            + "\": "
            + why);
  }

  /**
   * The URL.
   *
   * @return with scheme, host, port and path
   */
  public String url() {
    return (secure ? "wss://" : "ws://") + host + ":" + port + path;
  }

  /**
   * Whether it is this machine itself, as its name or address tells; no name is looked up.
   *
   * @return true for {@code localhost}, what is under it, 127.0.0.0/8 and ::1
   */
  public boolean isLoopback() {
    return host.toLowerCase(Locale.ROOT)
        .matches("([^.]+[.])*localhost[.]?|127([.][0-9]{1,3}){3}|\\[(::1|(0:){7}1)]");
  }

  /**
   * The URL as it may be logged: a query may be a token, and is masked.
   *
   * @return such as {@code wss://pbx.example.com:8089/ws} or {@code
   *     wss://pbx.example.com:443/ws?***}
   */
  @Override
  public String toString() {
    return withoutQuery(url());
  }

  private static String withoutQuery(String url) {
    return url.replaceFirst("[?].*", "?***");
  }
}
