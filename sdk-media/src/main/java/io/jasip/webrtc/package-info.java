/**
 * WebRTC media for {@link io.jasip.UA user agents}: ICE, DTLS-SRTP and the codecs Opus, G.722 and
 * G.711 by webrtc-java, with a microphone and a speaker or, on a server, with audio that the
 * application gives and takes frame by frame.
 */
@NullMarked
package io.jasip.webrtc;

import org.jspecify.annotations.NullMarked;
