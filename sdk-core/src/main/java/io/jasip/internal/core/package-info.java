/**
 * The user agent core (RFC 3261 section 8): makes requests, answers challenges to them, and takes
 * the requests that come in to whoever handles their method or dialog.
 */
@NullMarked
package io.jasip.internal.core;

import org.jspecify.annotations.NullMarked;
