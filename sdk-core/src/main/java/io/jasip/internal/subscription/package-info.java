/** Event subscriptions in both roles (RFC 6665) and publication of event state (RFC 3903). */
@NullMarked
package io.jasip.internal.subscription;

import org.jspecify.annotations.NullMarked;
