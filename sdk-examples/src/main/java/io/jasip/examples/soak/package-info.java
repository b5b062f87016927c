/** Phones that register, call and hang up on a bad network for as long as one likes. */
@NullMarked
package io.jasip.examples.soak;

import org.jspecify.annotations.NullMarked;
