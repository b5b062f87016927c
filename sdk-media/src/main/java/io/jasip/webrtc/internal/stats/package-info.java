/** What is reckoned from the counters of a media session; pure, without native code or clock. */
@NullMarked
package io.jasip.webrtc.internal.stats;

import org.jspecify.annotations.NullMarked;
