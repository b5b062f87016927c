/**
 * The one thread that owns a user agent's protocol state, its clock, and the way out of it to the
 * application's own threads.
 */
@NullMarked
package io.jasip.internal.loop;

import org.jspecify.annotations.NullMarked;
