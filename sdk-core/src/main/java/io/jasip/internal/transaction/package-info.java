/**
 * The transaction layer (RFC 3261 section 17, RFC 6026): four machines, each a pure function, and
 * the table that finds the machine of a message.
 *
 * <p>A WebSocket is a reliable transport (RFC 7118 section 5), so nothing is retransmitted here
 * (timers A, E and G do not exist) and the waits for retransmissions of the peer (timers D, I, J
 * and K) are zero.
 */
@NullMarked
package io.jasip.internal.transaction;

import org.jspecify.annotations.NullMarked;
