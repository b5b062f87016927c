/** What can go wrong, each with a stable id, and what to do about it. */
@NullMarked
package io.jasip.fault;

import org.jspecify.annotations.NullMarked;
