/** Calls over networks that are not as they should be. */
@org.jspecify.annotations.NullMarked
package io.jasip.examples.network;
