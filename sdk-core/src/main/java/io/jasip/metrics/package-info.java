/**
 * Numbers about user agents for Micrometer, which is an optional dependency: who uses this package
 * has {@code io.micrometer:micrometer-core}.
 */
@NullMarked
package io.jasip.metrics;

import org.jspecify.annotations.NullMarked;
