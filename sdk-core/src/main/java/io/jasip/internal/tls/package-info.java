/**
 * Who is trusted over TLS and why somebody is not: certificates (RFC 5280, RFC 9525), keys, and the
 * TLS sessions that user agents share.
 */
@NullMarked
package io.jasip.internal.tls;

import org.jspecify.annotations.NullMarked;
