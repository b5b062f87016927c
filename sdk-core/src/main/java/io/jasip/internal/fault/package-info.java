/** Which {@link io.jasip.fault.Fault} an observation stands for; pure functions. */
@NullMarked
package io.jasip.internal.fault;

import org.jspecify.annotations.NullMarked;
