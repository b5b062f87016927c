/** What a diagnosis does, one class per step: it asks the network, and reasons from the answers. */
@NullMarked
package io.jasip.internal.doctor;

import org.jspecify.annotations.NullMarked;
