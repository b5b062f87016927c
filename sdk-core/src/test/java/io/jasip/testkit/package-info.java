/**
 * The test kit: a user agent in virtual time, without sockets, without a PBX and without media. For
 * the tests of JaSIP and of the applications that are built on it.
 *
 * <pre>{@code
 * VirtualLoop time = new VirtualLoop();
 * ScriptedServer server = new ScriptedServer(time);
 * UA alice = server.userAgent(UA.builder().server("wss://pbx.example").user("alice"));
 * alice.start();
 *
 * ScriptedPhone bob = server.phone("bob");
 * Call call = alice.call("bob");
 * bob.takesCall();
 * bob.rings();
 * bob.answers();
 * assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
 * }</pre>
 *
 * <p>Everything happens on the test's own thread, before the method that caused it returns. Nothing
 * here is safe for use by several threads.
 */
@NullMarked
package io.jasip.testkit;

import org.jspecify.annotations.NullMarked;
