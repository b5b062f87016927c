package io.jasip.transport;

import io.jasip.fault.Fault;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server could not be reached, or the connection to it was lost. The message begins with the
 * layer that failed and ends with the way out.
 */
public final class ConnectionFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The layer that failed, in the order in which a connection is made. */
  public enum Layer {
    /** The host name has no address. */
    DNS,
    /** The port is closed, filtered, or went away. */
    TCP,
    /** The proxy of {@link ProxyConfig} cannot be reached, or does not let us through. */
    PROXY,
    /** The TLS handshake failed: certificate, host name or version. */
    TLS,
    /** The server answered the upgrade with an HTTP status. */
    HTTP,
    /** The WebSocket handshake or the WebSocket itself failed. */
    WEBSOCKET
  }

  /** Which layer failed. */
  private final Layer layer;

  /** The HTTP status or close code. */
  private final int code;

  /** Why TLS failed, or null. */
  private final @Nullable TlsReason tlsReason;

  /** What the server said, or null. */
  private final @Nullable Duration retryAfter;

  /** What is wrong. */
  private final Fault fault;

  /**
   * Makes an exception.
   *
   * @param layer that failed
   * @param message what failed, with the value and the way out; the layer's name is put before it
   * @param code the HTTP status or the WebSocket close code, or 0
   * @param cause what the layer said, or null
   */
  public ConnectionFailedException(
      Layer layer, String message, int code, @Nullable Throwable cause) {
    this(usual(layer, code), layer, message, code, cause, null);
  }

  /**
   * Makes an exception of a server that says when to come again.
   *
   * @param layer that failed
   * @param message what failed, with the value and the way out; the layer's name is put before it
   * @param code the HTTP status or the WebSocket close code, or 0
   * @param cause what the layer said, or null
   * @param retryAfter how long to wait, or null
   */
  public ConnectionFailedException(
      Layer layer,
      String message,
      int code,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter) {
    this(usual(layer, code), layer, message, code, cause, retryAfter);
  }

  /**
   * Makes an exception of which it is known what is behind it.
   *
   * @param fault what is wrong
   * @param layer that failed
   * @param message what failed, with the value and the way out; the layer's name is put before it
   * @param code the HTTP status or the WebSocket close code, or 0
   * @param cause what the layer said, or null
   * @param retryAfter how long to wait, or null
   */
  public ConnectionFailedException(
      Fault fault,
      Layer layer,
      String message,
      int code,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter) {
    this(fault, layer, message, code, cause, retryAfter, null);
  }

  private ConnectionFailedException(
      Fault fault,
      Layer layer,
      String message,
      int code,
      @Nullable Throwable cause,
      @Nullable Duration retryAfter,
      @Nullable TlsReason tlsReason) {
    // Servers have their say in some messages, such as the reason of a close frame.
    super(layer + ": " + message.replaceAll("\\p{Cntrl}+", " "), cause);
    this.fault = Objects.requireNonNull(fault, "fault");
    this.layer = Objects.requireNonNull(layer, "layer");
    this.code = code;
    this.retryAfter = retryAfter;
    this.tlsReason = tlsReason;
  }

  /**
   * Makes an exception of layer {@link Layer#TLS}.
   *
   * @param reason why
   * @param message what failed, with the value and the way out; the layer's name is put before it
   * @param cause what the layer said, or null
   * @return the exception
   */
  public static ConnectionFailedException ofTls(
      TlsReason reason, String message, @Nullable Throwable cause) {
    return new ConnectionFailedException(
        reason.fault(), Layer.TLS, message, 0, cause, null, reason);
  }

  /** What a failure of a layer mostly means. */
  private static Fault usual(Layer layer, int code) {
    return switch (layer) {
      case DNS -> Fault.DNS_NAME_UNKNOWN;
      case TCP -> Fault.TCP_REFUSED;
      case PROXY -> code == 407 ? Fault.PROXY_CREDENTIALS_REFUSED : Fault.PROXY_REFUSED;
      case TLS -> Fault.TLS_FAILED;
      case HTTP -> Fault.HTTP_NOT_A_WEBSOCKET;
      case WEBSOCKET ->
          switch (code) {
            case 0, 1006 -> Fault.WS_LOST;
            case 1009 -> Fault.WS_MESSAGE_TOO_BIG;
            default -> Fault.WS_CLOSED_BY_SERVER;
          };
    };
  }

  /**
   * What is wrong, as far as the connection itself tells: with its text in several languages, the
   * lines to change, and the faults that look the same. {@code UA.diagnose()} finds out more.
   *
   * @return never null
   */
  public Fault fault() {
    return fault;
  }

  /**
   * The layer that failed.
   *
   * @return never null
   */
  public Layer layer() {
    return layer;
  }

  /**
   * The HTTP status at layers {@link Layer#HTTP} and {@link Layer#PROXY}, the close code (RFC 6455
   * section 7.4) at layer {@link Layer#WEBSOCKET}.
   *
   * @return 0 if there is none
   */
  public int code() {
    return code;
  }

  /**
   * Why TLS failed.
   *
   * @return empty at other layers than {@link Layer#TLS}
   */
  public Optional<TlsReason> tlsReason() {
    return Optional.ofNullable(tlsReason);
  }

  /**
   * How long the server wants us to wait (RFC 9110 section 10.2.3).
   *
   * @return empty if it does not say so in seconds
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
