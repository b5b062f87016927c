package io.jasip;

import io.jasip.sip.SipMessage;
import org.jspecify.annotations.Nullable;

/**
 * A call has changed its state. The end of a call has its own event, {@link CallEndedEvent}, after
 * this one.
 *
 * @param call that it is about
 * @param from the state before
 * @param to the state now
 * @param originator who brought it about
 * @param message that brought it about, or null
 */
public record CallStateEvent(
    Call call, CallState from, CallState to, Originator originator, @Nullable SipMessage message) {}
