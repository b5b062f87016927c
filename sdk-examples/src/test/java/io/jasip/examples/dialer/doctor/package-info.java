@NullMarked
package io.jasip.examples.dialer.doctor;

import org.jspecify.annotations.NullMarked;
