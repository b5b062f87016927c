/** Whole programs of a page or less, to copy and change. */
@NullMarked
package io.jasip.examples.samples;

import org.jspecify.annotations.NullMarked;
