/** What listens to sound for the dialer and the tests. */
@NullMarked
package io.jasip.examples.audio;

import org.jspecify.annotations.NullMarked;
