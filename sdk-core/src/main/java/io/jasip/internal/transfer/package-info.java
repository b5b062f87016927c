/**
 * Call transfer (RFC 5589): REFER and the reports on it (RFC 3515, RFC 3420, RFC 4488), Referred-By
 * (RFC 3892), Replaces (RFC 3891). Knows calls only by what they tell of themselves.
 */
@NullMarked
package io.jasip.internal.transfer;

import org.jspecify.annotations.NullMarked;
