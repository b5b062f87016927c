package io.jasip;

/**
 * A call was put on hold or resumed, and both parties have agreed to it.
 *
 * @param call that it is about
 * @param from the state before
 * @param to the state now
 * @param originator LOCAL for {@link Call#hold()} and {@link Call#resume()}, REMOTE for the peer
 */
public record HoldEvent(Call call, HoldState from, HoldState to, Originator originator) {}
