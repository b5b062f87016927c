package io.jasip.internal.transport;

import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.function.UnaryOperator;

/**
 * Makes connections as in production, parser and all, whose frames a test writes and reads by an
 * {@link EmbeddedChannel}.
 */
public final class EmbeddedConnection {

  private EmbeddedConnection() {}

  /**
   * Opens a connection.
   *
   * @param channel the other end
   * @param attempt told that it is open; hears from then on what comes in
   * @param seen gives what the user agent shall see of the connection
   */
  public static void open(
      EmbeddedChannel channel, SipConnector.Attempt attempt, UnaryOperator<SipConnection> seen) {
    WebSocketConnection connection =
        new WebSocketConnection(channel, "pbx.example", new SipParser(MessageLimits.DEFAULT), null);
    channel.pipeline().addLast(connection);
    connection.listen(attempt.onOpen(seen.apply(connection)));
  }

  /** Opens a connection and closes it from our side. */
  public static void close(EmbeddedChannel channel) {
    WebSocketConnection connection =
        new WebSocketConnection(channel, "pbx.example", new SipParser(MessageLimits.DEFAULT), null);
    channel.pipeline().addLast(connection);
    connection.close();
  }
}
