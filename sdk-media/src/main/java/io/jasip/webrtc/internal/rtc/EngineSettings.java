package io.jasip.webrtc.internal.rtc;

import io.jasip.webrtc.AudioCodec;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an engine is configured with; {@link io.jasip.webrtc.WebRtcMedia.Builder} says what each
 * means.
 *
 * @param headless whether there are no sound devices
 * @param codecs offered and accepted, preferred first
 * @param gatheringTimeout how long to wait for STUN and TURN
 * @param minPort the lowest UDP port for media, 0 for any
 * @param maxPort the highest
 * @param relayOnly whether media goes through TURN servers alone
 * @param maxSessions how many there may be at once
 * @param source makes what a call sends when it says nothing itself
 * @param sink makes where a call's sound goes when it says nothing itself
 */
public record EngineSettings(
    boolean headless,
    List<AudioCodec> codecs,
    Duration gatheringTimeout,
    int minPort,
    int maxPort,
    boolean relayOnly,
    int maxSessions,
    Supplier<AudioSource> source,
    Supplier<AudioSink> sink) {}
