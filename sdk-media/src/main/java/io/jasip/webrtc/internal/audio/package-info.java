/** Sources and sinks of sound in Java: WAV files, tones, conversion of rates. No native code. */
@NullMarked
package io.jasip.webrtc.internal.audio;

import org.jspecify.annotations.NullMarked;
