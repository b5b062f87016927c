/** Dialogs (RFC 3261 section 12). */
@NullMarked
package io.jasip.internal.dialog;

import org.jspecify.annotations.NullMarked;
