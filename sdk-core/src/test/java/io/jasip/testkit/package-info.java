/**
 * The test kit: user agents in virtual time, without a PBX, without sockets and without audio. For
 * the tests of JaSIP and of the applications that are built on it. Maven finds it as
 *
 * <pre>
 * &lt;dependency&gt;
 *   &lt;groupId&gt;io.jasip&lt;/groupId&gt;
 *   &lt;artifactId&gt;jasip-core&lt;/artifactId&gt;
 *   &lt;version&gt;...&lt;/version&gt;
 *   &lt;type&gt;test-jar&lt;/type&gt;
 *   &lt;scope&gt;test&lt;/scope&gt;
 * &lt;/dependency&gt;
 * </pre>
 *
 * <p><b>One user agent and scripted phones</b>, where each message matters or a peer misbehaves.
 * {@link io.jasip.testkit.ScriptedServer} keeps what the user agent sends until the test receives
 * it, in order; {@link io.jasip.testkit.ScriptedPhone} knows the dialog of one call, {@link
 * io.jasip.testkit.FakeMediaEngine} writes down what is asked of it, and fails or hangs when the
 * test wants that.
 *
 * <pre>{@code
 * VirtualLoop time = new VirtualLoop();
 * ScriptedServer server = new ScriptedServer(time);
 * FakeMediaEngine media = new FakeMediaEngine();
 * UA alice = server.userAgent(UA.builder().server("wss://pbx.example").user("alice").media(media));
 * alice.start();
 *
 * ScriptedPhone bob = server.phone("bob");
 * Call call = alice.call("bob");
 * bob.takesCall();
 * bob.rings();
 * time.advance(Duration.ofSeconds(20));
 * bob.answers();
 * bob.receives(SipMethod.ACK);
 * assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
 * media.session().emitDigit('5'); // bob presses a key
 * bob.hangsUp();
 * bob.receives(200);
 * assertThat(call.ended().join().cause()).isEqualTo(Cause.BYE);
 * }</pre>
 *
 * <p><b>Several user agents</b>, where it matters what they do to each other. {@link
 * io.jasip.testkit.VirtualPbx} passes on what they send, and {@link
 * io.jasip.testkit.VirtualPbx#line} cuts their connections.
 *
 * <pre>{@code
 * VirtualPbx pbx = new VirtualPbx(new VirtualLoop());
 * UABuilder builder = UA.builder().server("wss://pbx.example").media(new FakeMediaEngine());
 * UA alice = pbx.userAgent(builder.user("alice"));
 * UA bob = pbx.userAgent(builder.user("bob"));
 * EventRecorder bobHears = new EventRecorder();
 * bob.addListener(bobHears);
 * alice.start();
 * bob.start();
 *
 * Call call = alice.call("bob");
 * bobHears.only(Call.class).answer();
 * assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
 * }</pre>
 *
 * <p><b>Time</b> passes by {@link io.jasip.testkit.VirtualLoop#advance} and never on its own: a
 * test of a timeout of minutes takes no time. Everything happens on the test's own thread, before
 * the method that caused it returns, callbacks of the application included; so there is nothing to
 * wait for, and a future that is not complete yet will not be until the test goes on. Nothing here
 * is safe for use by several threads.
 *
 * <p>Failed expectations throw {@link java.lang.AssertionError}; the kit needs no test framework.
 * Methods that come from types of {@code io.jasip.internal} are not for applications.
 */
@NullMarked
package io.jasip.testkit;

import org.jspecify.annotations.NullMarked;
