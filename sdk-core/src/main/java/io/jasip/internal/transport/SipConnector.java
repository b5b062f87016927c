package io.jasip.internal.transport;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.WebSocketServer;

/** Opens connections. On the loop. */
public interface SipConnector {

  /**
   * Tries to open a connection.
   *
   * @param attempt told exactly once how it went, on the loop
   * @return gives the attempt up; the attempt is then not told
   */
  Runnable connect(WebSocketServer server, Attempt attempt);

  /** How an attempt went. */
  interface Attempt {

    /** The connection is open. Whoever is returned hears of everything that comes in. */
    SipConnection.Listener onOpen(SipConnection connection);

    /** There is no connection. */
    void onFailed(ConnectionFailedException why);
  }
}
