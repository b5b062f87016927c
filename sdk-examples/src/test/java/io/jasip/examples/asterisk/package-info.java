/**
 * Real servers and phones for interop tests: Asterisk 16 and 22, Kamailio, and the SIP phone
 * baresip.
 */
@NullMarked
package io.jasip.examples.asterisk;

import org.jspecify.annotations.NullMarked;
