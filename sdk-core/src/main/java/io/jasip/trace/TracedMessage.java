package io.jasip.trace;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that has crossed the connection.
 *
 * @param sent true for one that we sent, false for one that we received
 * @param peer the server's URL
 * @param text the whole message, lines ended by line feeds, with credentials and keys masked
 * @param time when it was sent or received, by the clock of the system
 * @param localAddress our end of the connection; null when it has no address of the Internet
 * @param remoteAddress the other end, which may be a proxy's; null when it has none
 */
public record TracedMessage(
    boolean sent,
    String peer,
    String text,
    Instant time,
    @Nullable InetSocketAddress localAddress,
    @Nullable InetSocketAddress remoteAddress) {}
