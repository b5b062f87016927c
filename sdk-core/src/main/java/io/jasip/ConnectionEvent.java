package io.jasip;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.WebSocketServer;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server has changed its state.
 *
 * @param from the state before
 * @param to the state now
 * @param server that it is, or was, about
 * @param failure why the connection is gone or was not made; null when it is well or was closed by
 *     {@link UA#stop()}
 */
public record ConnectionEvent(
    ConnectionState from,
    ConnectionState to,
    WebSocketServer server,
    @Nullable ConnectionFailedException failure) {}
