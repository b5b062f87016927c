/**
 * SIP over WebSockets (RFC 7118, RFC 3261 section 18) on Netty: one connection, made in stages
 * (name, TCP, TLS, HTTP upgrade, SIP), each of which says for itself why it failed.
 */
@NullMarked
package io.jasip.internal.transport;

import org.jspecify.annotations.NullMarked;
