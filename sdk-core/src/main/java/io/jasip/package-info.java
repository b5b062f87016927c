/** The softphone: a user agent, its account, its registration and its calls. */
@NullMarked
package io.jasip;

import org.jspecify.annotations.NullMarked;
