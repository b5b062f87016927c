package io.jasip;

/**
 * The server says that the other party of a call is another one, or called otherwise, than before.
 *
 * @param call that it is about
 * @param from what was known before
 * @param to what is known now
 */
public record PeerEvent(Call call, PeerInfo from, PeerInfo to) {}
