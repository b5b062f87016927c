package io.jasip.internal.transport;

import io.jasip.fault.Fault;
import io.jasip.internal.tls.TlsContexts;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.ProxyConfig;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The way to a server: what must be read, looked up or asked for before a connection is made, and
 * may block.
 *
 * @param addresses of the server, or of the proxy if there is one
 * @param tls null for plain WebSockets
 */
public record Route(
    WebSocketServer server,
    ProxyConfig proxy,
    List<InetAddress> addresses,
    @Nullable SslContext tls) {

  /**
   * Finds it.
   *
   * @throws ConnectionFailedException if there is none
   */
  public static Route find(WebSocketServer server, ProxyConfig configured, TlsConfig tls) {
    ProxyConfig proxy = choose(server, configured);
    boolean direct = proxy.type() == ProxyConfig.Type.NONE;
    String host = direct ? server.host() : proxy.host();
    List<InetAddress> addresses;
    try {
      addresses = List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      throw new ConnectionFailedException(
          direct ? fault(e) : Fault.PROXY_UNREACHABLE,
          direct ? Layer.DNS : Layer.PROXY,
          "the host name \""
              + host
              + "\""
              + (direct ? "" : " of the proxy")
              + " has no address; check its spelling",
          0,
          e,
          null);
    }
    try {
      return new Route(server, proxy, addresses, server.secure() ? TlsContexts.of(tls) : null);
    } catch (SSLException e) {
      throw TlsFailure.explain(server, e);
    }
  }

  /** The operating system has words alone. */
  private static Fault fault(UnknownHostException unknown) {
    String text = String.valueOf(unknown.getMessage());
    if (text.contains("No address")) {
      return Fault.DNS_NO_ADDRESS;
    }
    return text.contains("Temporary failure") ? Fault.DNS_SERVER_FAILING : Fault.DNS_NAME_UNKNOWN;
  }

  /**
   * The proxy that is used: the configured one, or that of the Java runtime where it has the say.
   */
  public static ProxyConfig choose(WebSocketServer server, ProxyConfig configured) {
    ProxySelector selector = ProxySelector.getDefault();
    if (configured.type() != ProxyConfig.Type.SYSTEM_PROPERTIES) {
      return configured;
    }
    if (selector == null) {
      return ProxyConfig.none();
    }
    URI uri =
        URI.create(
            (server.secure() ? "https://" : "http://") + server.host() + ":" + server.port());
    for (Proxy each : selector.select(uri)) {
      if (each.address() instanceof InetSocketAddress at) {
        ProxyConfig found =
            each.type() == Proxy.Type.SOCKS
                ? ProxyConfig.socks5(at.getHostString(), at.getPort())
                : ProxyConfig.http(at.getHostString(), at.getPort());
        return configured.credentials().map(found::withCredentials).orElse(found);
      }
    }
    return ProxyConfig.none();
  }

  /** Whether no proxy is in between. */
  public boolean isDirect() {
    return proxy.type() == ProxyConfig.Type.NONE;
  }

  /** Where one of the addresses takes connections. */
  public InetSocketAddress address(int index) {
    return new InetSocketAddress(addresses.get(index), isDirect() ? server.port() : proxy.port());
  }

  /** The server's name for SNI, verification and proxies; an IPv6 address without its brackets. */
  public String bareHost() {
    String host = server.host();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
