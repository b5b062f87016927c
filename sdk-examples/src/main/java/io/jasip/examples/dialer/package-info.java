/** The console dialer. */
@NullMarked
package io.jasip.examples.dialer;

import org.jspecify.annotations.NullMarked;
