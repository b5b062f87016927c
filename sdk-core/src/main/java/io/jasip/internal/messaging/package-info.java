/**
 * Instant messages (RFC 3428) and questions for capabilities (RFC 3261 section 11) that come in.
 */
@NullMarked
package io.jasip.internal.messaging;

import org.jspecify.annotations.NullMarked;
