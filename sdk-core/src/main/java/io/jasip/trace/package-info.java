/** The SIP messages that cross the connection, for people to read; secrets are already masked. */
@NullMarked
package io.jasip.trace;

import org.jspecify.annotations.NullMarked;
