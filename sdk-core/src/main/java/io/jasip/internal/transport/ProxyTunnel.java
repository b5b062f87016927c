package io.jasip.internal.transport;

import io.jasip.auth.Credentials;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.ProxyConfig;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way through a proxy: Netty goes it, and here is said why it did not come about. */
public final class ProxyTunnel {

  /** Netty tells its reasons apart by their text alone. */
  private static final Pattern HTTP_STATUS = Pattern.compile("status: (([0-9]{3}).*)");

  private final Route route;

  /** A way to the server of a route. */
  public ProxyTunnel(Route route) {
    this.route = route;
  }

  /** What goes first into the pipeline of a channel. */
  public ProxyHandler handler(InetSocketAddress proxy) {
    Optional<Credentials> credentials = route.proxy().credentials();
    if (credentials.isEmpty()) {
      return isHttp() ? new HttpProxyHandler(proxy) : new Socks5ProxyHandler(proxy);
    }
    String user = credentials.get().username();
    char[] secret = credentials.get().secret();
    String password = new String(secret); // Netty wants it so
    Arrays.fill(secret, '\0');
    return isHttp()
        ? new HttpProxyHandler(proxy, user, password)
        : new Socks5ProxyHandler(proxy, user, password);
  }

  private boolean isHttp() {
    return route.proxy().type() == ProxyConfig.Type.HTTP;
  }

  /** Why the proxy did not let us through. */
  public ConnectionFailedException explain(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    Matcher status = HTTP_STATUS.matcher(text);
    if (status.find()) {
      int code = Integer.parseInt(status.group(2));
      return failed(
          "answered " + status.group(1) + " to CONNECT " + server() + advice(code), code, failure);
    }
    if (text.contains("authStatus") || text.contains("authMethod")) {
      return failed(wants(), 0, failure);
    }
    if (text.contains("timeout")) {
      return failed("did not open a way to " + server() + " in time; check its port", 0, failure);
    }
    if (text.contains("status: ")) {
      return failed(
          "cannot reach "
              + server()
              + " ("
              + text.substring(text.indexOf("status: ") + "status: ".length())
              + "); check address and port of the server",
          0,
          failure);
    }
    Throwable telling = failure.getCause() == null ? failure : failure.getCause();
    return failed(
        "does not speak "
            + (isHttp() ? "HTTP with CONNECT" : "SOCKS5")
            + " or closed the connection ("
            + telling.getMessage()
            + "); check type, address and port of the proxy",
        0,
        failure);
  }

  private String advice(int status) {
    return switch (status) {
      case 407 -> ": it " + wants();
      case 403, 405 -> "; it does not allow this address or port";
      case 404, 500, 502, 503, 504 -> "; check address and port of the server";
      default -> "; check that it is a proxy that takes CONNECT";
    };
  }

  private String wants() {
    return route.proxy().credentials().isPresent()
        ? "refuses the credentials of ProxyConfig; check user name and password"
        : "wants credentials; give them by ProxyConfig.withCredentials";
  }

  private String server() {
    return route.server().host() + ":" + route.server().port();
  }

  private ConnectionFailedException failed(String what, int code, Throwable cause) {
    return new ConnectionFailedException(
        Layer.PROXY,
        "the proxy " + route.proxy().host() + ":" + route.proxy().port() + " " + what,
        code,
        cause);
  }
}
