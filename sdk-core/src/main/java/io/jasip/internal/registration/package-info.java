/** Registration (RFC 3261 section 10, RFC 5626 section 4.2). */
@NullMarked
package io.jasip.internal.registration;

import org.jspecify.annotations.NullMarked;
