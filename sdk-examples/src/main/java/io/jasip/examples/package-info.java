/** Sample programs: one idea each, to be read and copied. */
@NullMarked
package io.jasip.examples;

import org.jspecify.annotations.NullMarked;
