/** Finds the servers of a domain: RFC 3263 and RFC 7118, by the DNS. */
@NullMarked
package io.jasip.internal.location;

import org.jspecify.annotations.NullMarked;
