package io.jasip.transport;

import java.time.Duration;
import java.util.Objects;

/**
 * How the user agent keeps its connection open and finds out that it is dead (RFC 5626 section
 * 4.4.1, RFC 7118 section 6). A proxy or NAT that drops idle connections, a network that is gone
 * and a server that hangs all look the same: nobody says anything. So a ping is sent, and if
 * nothing at all comes in afterwards, the connection counts as lost, which {@link ReconnectPolicy}
 * takes over from.
 *
 * <p>Immutable; may be shared by user agents.
 *
 * @param method what is sent as a ping
 * @param interval how long after the last sign of life a ping is sent, less up to a fifth by
 *     chance; zero for no pings on idle connections
 * @param pongTimeout how long the answer may take when nothing else is at stake
 * @param pendingTimeout how long the server may be silent while a request waits for its response:
 *     after half of it a ping is sent, at its end the connection counts as lost; zero if requests
 *     are to wait for their own timers alone, 32 seconds as a rule
 */
public record KeepAlive(
    Method method, Duration interval, Duration pongTimeout, Duration pendingTimeout) {

  /** The ping every 25 seconds at most, which the usual proxies and NATs are content with. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(25);

  /** The answer to a ping may take 10 seconds. */
  public static final Duration DEFAULT_PONG_TIMEOUT = Duration.ofSeconds(10);

  /** A server may be silent for 8 seconds while a request waits. */
  public static final Duration DEFAULT_PENDING_TIMEOUT = Duration.ofSeconds(8);

  /**
   * WebSocket pings: a dead connection is found within 35 seconds when it is idle, within 8 while a
   * request waits.
   */
  public static final KeepAlive DEFAULT =
      new KeepAlive(
          Method.WEBSOCKET_PING, DEFAULT_INTERVAL, DEFAULT_PONG_TIMEOUT, DEFAULT_PENDING_TIMEOUT);

  /** No pings: only the operating system finds out, after many minutes, or the registration. */
  public static final KeepAlive OFF =
      new KeepAlive(Method.WEBSOCKET_PING, Duration.ZERO, DEFAULT_PONG_TIMEOUT, Duration.ZERO);

  /** What is sent as a ping. */
  public enum Method {
    /** A ping frame, which every WebSocket server answers (RFC 6455 section 5.5.2). */
    WEBSOCKET_PING,
    /**
     * A double CRLF in a frame of its own, answered by a single one (RFC 5626 section 4.4.1). Not
     * for Asterisk, which does not answer it.
     */
    CRLF,
    /**
     * An OPTIONS request to the server, for those that count SIP messages alone. Any response is a
     * sign of life but 408 and 503, which say that what is behind the server is gone.
     */
    OPTIONS
  }

  /**
   * Checks the values.
   *
   * @param method what is sent as a ping
   * @param interval how long after the last sign of life a ping is sent; zero for no pings on idle
   *     connections
   * @param pongTimeout how long the answer may take when nothing else is at stake
   * @param pendingTimeout how long the server may be silent while a request waits for its response;
   *     zero for no such limit
   * @throws IllegalArgumentException if one is negative, or the pong timeout zero
   */
  public KeepAlive {
    Objects.requireNonNull(method, "method");
    if (interval.isNegative() || pendingTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "keepAlive: interval " + interval + " or pendingTimeout " + pendingTimeout + " is < 0");
    }
    if (pongTimeout.isNegative() || pongTimeout.isZero()) {
      throw new IllegalArgumentException(
          "keepAlive: pongTimeout " + pongTimeout + " is not more than 0");
    }
  }

  /**
   * The same with another ping.
   *
   * @param other what is sent as a ping
   * @return a changed copy
   */
  public KeepAlive with(Method other) {
    return new KeepAlive(other, interval, pongTimeout, pendingTimeout);
  }

  /**
   * The same with another interval.
   *
   * @param other how long after the last sign of life a ping is sent; zero for none
   * @return a changed copy
   * @throws IllegalArgumentException if it is negative
   */
  public KeepAlive every(Duration other) {
    return new KeepAlive(method, other, pongTimeout, pendingTimeout);
  }
}
