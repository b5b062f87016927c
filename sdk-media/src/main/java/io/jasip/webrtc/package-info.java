/** WebRTC audio for JaSIP calls, with or without sound devices. */
@NullMarked
package io.jasip.webrtc;

import org.jspecify.annotations.NullMarked;
