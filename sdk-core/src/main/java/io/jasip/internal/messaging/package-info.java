/** Instant messages that come in (RFC 3428). */
@NullMarked
package io.jasip.internal.messaging;

import org.jspecify.annotations.NullMarked;
