package io.jasip.internal.transport;

import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** An open connection that carries SIP messages. On the loop. */
public interface SipConnection {

  /**
   * Sends a message. If the connection is gone the message is dropped, and the listener is told of
   * the loss.
   */
  void send(SipMessage message);

  /**
   * Shows servers and middleboxes that the connection is in use (RFC 7118 section 6, RFC 5626
   * section 4.4). Unless it can, does nothing.
   */
  default void ping() {}

  /** Does the same by a double CRLF, which the server answers by a single one (section 4.4.1). */
  default void pingByCrlf() {}

  /** Our address in the network of this connection; null where there is none of the Internet. */
  default @Nullable InetAddress localAddress() {
    return null;
  }

  /** Closes in order. The listener is told when it is done. */
  void close();

  /** Closes at once, without a farewell that nobody would hear. */
  default void abort() {
    close();
  }

  /** Told what comes in. On the loop. */
  interface Listener {

    /** A message. */
    void onMessage(SipMessage message);

    /** Anything else that shows that the peer is there, such as the answer to a ping. */
    default void onSignOfLife() {}

    /**
     * The connection has ended, by the peer, by a fault, or by {@link #close()}. Told once; the
     * last thing told.
     */
    void onClosed(ConnectionFailedException why);
  }
}
