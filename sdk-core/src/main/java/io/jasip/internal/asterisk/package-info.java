/** Reads Asterisk's configuration files and logs, and knows what is wrong in them. */
@NullMarked
package io.jasip.internal.asterisk;

import org.jspecify.annotations.NullMarked;
