/** JaSIP against real Asterisk 16 and 22. */
@NullMarked
package io.jasip.examples.interop;

import org.jspecify.annotations.NullMarked;
