package io.jasip;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server has changed its state, or has moved to another server (from and to
 * are then both {@link ConnectionState#CONNECTED}).
 *
 * @param from the state before
 * @param to the state now
 * @param server that it is, or was, about; while connecting, the one that was tried last
 * @param failure why the connection is gone or was not made; null when it is well or was closed by
 *     {@link UA#stop()}
 * @param attempt counts the attempts to connect, from 1 on, and again from 1 after a connection was
 *     lost; when connected, the one that has succeeded; 0 before the first attempt after a loss
 * @param retryIn when the next attempt comes by itself ({@link ReconnectPolicy}); null if none does
 */
public record ConnectionEvent(
    ConnectionState from,
    ConnectionState to,
    WebSocketServer server,
    @Nullable ConnectionFailedException failure,
    int attempt,
    @Nullable Duration retryIn) {}
