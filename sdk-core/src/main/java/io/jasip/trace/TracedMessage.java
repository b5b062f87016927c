package io.jasip.trace;

/**
 * A message that has crossed the connection.
 *
 * @param sent true for one that we sent, false for one that we received
 * @param peer the server's URL
 * @param text the whole message, lines ended by line feeds, with credentials and keys masked
 */
public record TracedMessage(boolean sent, String peer, String text) {}
