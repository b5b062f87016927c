package io.jasip.transport;

/**
 * The state of the connection to the server. A connection that is lost is made again after a pause
 * ({@link ReconnectPolicy}).
 *
 * <pre>
 *  DISCONNECTED --start--&gt; CONNECTING --WebSocket open--&gt; CONNECTED
 *       ^                      |                              |
 *       +-------failed---------+------lost or stopped---------+
 * </pre>
 */
public enum ConnectionState {
  /** There is no connection. */
  DISCONNECTED,
  /** TCP, TLS or the WebSocket handshake is under way. */
  CONNECTING,
  /** The WebSocket is open. */
  CONNECTED
}
