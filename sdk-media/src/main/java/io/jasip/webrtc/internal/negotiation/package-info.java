/**
 * Session descriptions (RFC 8866, RFC 8829) as text: what can be said about them before native code
 * sees them.
 */
@NullMarked
package io.jasip.webrtc.internal.negotiation;

import org.jspecify.annotations.NullMarked;
