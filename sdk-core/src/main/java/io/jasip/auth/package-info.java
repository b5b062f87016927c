/**
 * Who the user agent is to the servers that ask: digest authentication (RFC 3261 section 22, RFC
 * 7616, RFC 8760).
 */
@NullMarked
package io.jasip.auth;

import org.jspecify.annotations.NullMarked;
