/**
 * A small PBX inside the JVM, for demonstrations and tests: SIP over secure WebSockets, a registrar
 * with digest, and an extension that sends the caller's sound back.
 */
@NullMarked
package io.jasip.examples.pbx;

import org.jspecify.annotations.NullMarked;
