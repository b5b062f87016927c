package io.jasip.transport;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What is particular to the way to the server. Its answer to the upgrade may have 4 KiB of status
 * line, 8 KiB of header fields and 16 KiB of body; what is longer is a failure of layer HTTP. The
 * limits of messages are those of {@code UABuilder.limits}. Immutable; {@link #toString()} shows no
 * value of a header field, because it may be a cookie or a token.
 */
public final class ConnectOptions {

  /** No proxy, no header fields of the application, credentials over TLS alone. */
  public static final ConnectOptions DEFAULT = builder().build();

  private final ProxyConfig proxy;
  private final Map<String, String> headers;
  private final boolean credentialsWithoutTls;

  private ConnectOptions(Builder builder) {
    this.proxy = builder.proxy;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    this.credentialsWithoutTls = builder.credentialsWithoutTls;
  }

  /**
   * Begins with the defaults.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The proxy.
   *
   * @return {@link ProxyConfig#none()} by default
   */
  public ProxyConfig proxy() {
    return proxy;
  }

  /**
   * The application's header fields of the upgrade request.
   *
   * @return in the order given
   */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * Whether challenges are answered over {@code ws://} too.
   *
   * @return false by default
   */
  public boolean credentialsWithoutTls() {
    return credentialsWithoutTls;
  }

  @Override
  public String toString() {
    return "ConnectOptions["
        + proxy
        + ", headers "
        + headers.keySet()
        + (credentialsWithoutTls ? ", credentials without TLS" : "")
        + "]";
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {
    private ProxyConfig proxy = ProxyConfig.none();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean credentialsWithoutTls;

    private Builder() {}

    /**
     * Sets the proxy.
     *
     * @param config the default is {@link ProxyConfig#none()}
     * @return this
     */
    public Builder proxy(ProxyConfig config) {
      this.proxy = Objects.requireNonNull(config, "config");
      return this;
    }

    /**
     * Adds a header field to the HTTP request that opens the WebSocket (RFC 6455 section 4.1), such
     * as a cookie or {@code Origin}.
     *
     * @param name a token; given twice, the last value counts
     * @param value one line
     * @return this
     * @throws IllegalArgumentException if the name is no token or one that the handshake needs
     *     itself ({@code Host}, {@code Upgrade}, {@code Connection}, {@code Content-Length}, {@code
     *     Transfer-Encoding}, {@code Sec-WebSocket-...}), or the value is not one line
     */
    public Builder header(String name, String value) {
      if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        throw new IllegalArgumentException(
            "upgrade header \"" + name.replaceAll("\\p{Cntrl}", "?") + "\" is not a token");
      }
      if (name.toLowerCase(Locale.ROOT)
          .matches("host|upgrade|connection|content-length|transfer-encoding|sec-websocket-.*")) {
        throw new IllegalArgumentException(
            "upgrade header " + name + " is one of the WebSocket handshake itself; leave it out");
      }
      if (value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
        throw new IllegalArgumentException(
            "upgrade header " + name + ": the value holds a line break or NUL; remove it");
      }
      headers.put(name, value);
      return this;
    }

    /**
     * Allows to answer challenges over {@code ws://} to other machines. Whoever listens can then
     * try passwords against the answer at leisure, and take over what comes after it. Without it,
     * credentials for such a server are refused before anything is opened. Bearer tokens are never
     * sent without TLS.
     *
     * @return this
     */
    public Builder allowCredentialsWithoutTls() {
      this.credentialsWithoutTls = true;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public ConnectOptions build() {
      return new ConnectOptions(this);
    }
  }
}
