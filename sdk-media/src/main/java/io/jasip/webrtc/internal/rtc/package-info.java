/**
 * The one place that touches webrtc-java, and that knows what its version 0.14.0 does not survive:
 *
 * <ul>
 *   <li>An exception that leaves a callback aborts the process: every callback is {@linkplain
 *       io.jasip.webrtc.internal.rtc.Guard guarded}, copies what it is given, and posts.
 *   <li>All native calls of a session run on its one media thread, nothing after its close.
 *   <li>Native objects that webrtc-java cannot free are freed by {@link
 *       io.jasip.webrtc.internal.rtc.NativeHandles}, in one order.
 *   <li>Text of the peer is checked in Java first, for native parse errors use it as a printf
 *       format.
 *   <li>ICE servers are set after creation: a failure of the creation is a crash, one of the
 *       setting an exception.
 * </ul>
 */
@NullMarked
package io.jasip.webrtc.internal.rtc;

import org.jspecify.annotations.NullMarked;
