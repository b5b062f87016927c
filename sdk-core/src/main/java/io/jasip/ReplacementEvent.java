package io.jasip;

/**
 * A call has come in that is to take the place of another one (RFC 3891): somebody was transferred
 * to us, or picks up a call of ours.
 *
 * @param replaced the call that ends with cause {@link Cause#REPLACED} as soon as the other one is
 *     established, and goes on if that does not come about
 * @param replacement the new call
 */
public record ReplacementEvent(Call replaced, Call replacement) {}
