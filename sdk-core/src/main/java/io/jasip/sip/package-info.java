/**
 * SIP values (RFC 3261 sections 7, 19, 20), read-only and safe to share between threads: messages,
 * URIs, addresses and header fields.
 */
@NullMarked
package io.jasip.sip;

import org.jspecify.annotations.NullMarked;
