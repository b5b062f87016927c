/** Puts a user agent together: the only place that knows all rooms. */
@NullMarked
package io.jasip.internal.ua;

import org.jspecify.annotations.NullMarked;
