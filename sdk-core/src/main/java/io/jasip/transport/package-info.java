/** How the user agent reaches its server: SIP over a WebSocket (RFC 7118), with TLS or without. */
@NullMarked
package io.jasip.transport;

import org.jspecify.annotations.NullMarked;
