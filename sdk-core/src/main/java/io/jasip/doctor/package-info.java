/** The diagnosis of a connection: step by step, with its evidence, to the fault and the way out. */
@NullMarked
package io.jasip.doctor;

import org.jspecify.annotations.NullMarked;
