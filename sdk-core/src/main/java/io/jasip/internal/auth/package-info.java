/** Digest authentication of requests (RFC 3261 section 22, RFC 7616, RFC 8760). */
@NullMarked
package io.jasip.internal.auth;

import org.jspecify.annotations.NullMarked;
