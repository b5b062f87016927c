/** Calls: INVITE, its answer, and its end (RFC 3261 sections 13 to 15, RFC 3264, RFC 6337). */
@NullMarked
package io.jasip.internal.call;

import org.jspecify.annotations.NullMarked;
