package io.jasip.transport;

import io.jasip.auth.Credentials;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy by which servers are reached. A tunnel goes through it, so that TLS is spoken with the
 * server itself; the proxy looks up the server's name. Immutable; {@link #toString()} shows no
 * password.
 */
public final class ProxyConfig {

  /** What a proxy speaks. */
  public enum Type {
    /** There is no proxy. */
    NONE,
    /** HTTP with the method CONNECT (RFC 9110 section 9.3.6). */
    HTTP,
    /** SOCKS version 5 (RFC 1928), with user name and password by RFC 1929. */
    SOCKS5,
    /** What the Java system properties say when a connection is made. */
    SYSTEM_PROPERTIES
  }

  private static final ProxyConfig NONE = new ProxyConfig(Type.NONE, "", 0, null);
  private static final ProxyConfig SYSTEM_PROPERTIES =
      new ProxyConfig(Type.SYSTEM_PROPERTIES, "", 0, null);

  private final Type type;
  private final String host;
  private final int port;
  private final @Nullable Credentials credentials;

  private ProxyConfig(Type type, String host, int port, @Nullable Credentials credentials) {
    this.type = type;
    this.host = host;
    this.port = port;
    this.credentials = credentials;
  }

  /**
   * No proxy, whatever system properties say. The default.
   *
   * @return the configuration
   */
  public static ProxyConfig none() {
    return NONE;
  }

  /**
   * A proxy that takes CONNECT. It hears of the tunnel in the clear.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @return the configuration
   * @throws IllegalArgumentException if the host is empty or the port out of range
   */
  public static ProxyConfig http(String host, int port) {
    return of(Type.HTTP, host, port);
  }

  /**
   * A SOCKS proxy.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @return the configuration
   * @throws IllegalArgumentException if the host is empty or the port out of range
   */
  public static ProxyConfig socks5(String host, int port) {
    return of(Type.SOCKS5, host, port);
  }

  /**
   * What Java's proxy selector says for each connection: by default the system properties {@code
   * https.proxyHost}, {@code https.proxyPort} ({@code http...} for {@code ws://}), {@code
   * http.nonProxyHosts}, {@code socksProxyHost} and {@code socksProxyPort}.
   *
   * @return the configuration
   */
  public static ProxyConfig ofSystemProperties() {
    return SYSTEM_PROPERTIES;
  }

  private static ProxyConfig of(Type type, String host, int port) {
    if (host.isBlank() || host.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("proxy: the host is missing or malformed");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "proxy " + host + ": port " + port + " is not between 1 and 65535");
    }
    return new ProxyConfig(type, host.strip(), port, null);
  }

  /**
   * The same with credentials for the proxy. An HTTP proxy gets them by Basic (RFC 7617), which
   * shows them to whoever listens on the way to the proxy.
   *
   * @param userAndPassword user name and password
   * @return a copy
   * @throws IllegalArgumentException if they are a hash or a token, or there is no proxy
   */
  public ProxyConfig withCredentials(Credentials userAndPassword) {
    if (userAndPassword.kind() != Credentials.Kind.PASSWORD) {
      throw new IllegalArgumentException("proxy: credentials must be a user name and a password");
    }
    if (type == Type.NONE) {
      throw new IllegalArgumentException("proxy: credentials are given, but no proxy");
    }
    return new ProxyConfig(type, host, port, userAndPassword);
  }

  /**
   * What the proxy speaks.
   *
   * @return the type
   */
  public Type type() {
    return type;
  }

  /**
   * Where the proxy is.
   *
   * @return empty if there is none, or the system properties say it
   */
  public String host() {
    return host;
  }

  /**
   * The proxy's port.
   *
   * @return 0 if there is none, or the system properties say it
   */
  public int port() {
    return port;
  }

  /**
   * Who we are to the proxy.
   *
   * @return empty for nobody
   */
  public Optional<Credentials> credentials() {
    return Optional.ofNullable(credentials);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProxyConfig that
        && type == that.type
        && host.equals(that.host)
        && port == that.port
        && Objects.equals(credentials, that.credentials);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, host, port);
  }

  @Override
  public String toString() {
    return switch (type) {
      case NONE, SYSTEM_PROPERTIES -> "ProxyConfig[" + type + "]";
      case HTTP, SOCKS5 ->
          "ProxyConfig["
              + type
              + " "
              + host
              + ":"
              + port
              + (credentials == null ? "" : ", " + credentials)
              + "]";
    };
  }
}
