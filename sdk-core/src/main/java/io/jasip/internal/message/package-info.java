/**
 * Messages on the wire (RFC 3261 sections 7, 18.3 and 25): framing, limits, parsing and writing.
 * The one door to JAIN-SIP, whose header parsers are fenced in by {@link
 * io.jasip.internal.message.HeaderReader}.
 */
@NullMarked
package io.jasip.internal.message;

import org.jspecify.annotations.NullMarked;
