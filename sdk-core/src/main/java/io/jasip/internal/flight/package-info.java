/** Events for Java Flight Recorder. */
@NullMarked
package io.jasip.internal.flight;

import org.jspecify.annotations.NullMarked;
