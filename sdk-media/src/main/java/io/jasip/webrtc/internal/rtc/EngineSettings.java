package io.jasip.webrtc.internal.rtc;

import io.jasip.webrtc.AudioCodec;
import io.jasip.webrtc.AudioProcessing;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an engine is configured with; {@link io.jasip.webrtc.WebRtcMedia.Builder} says what each
 * means.
 *
 * @param headless whether there are no sound devices
 * @param codecs offered and accepted, preferred first
 * @param network how media finds its way
 * @param maxSessions how many there may be at once
 * @param processing of what calls send that say nothing themselves
 * @param source makes what a call sends when it says nothing itself
 * @param sink makes where a call's sound goes when it says nothing itself
 */
public record EngineSettings(
    boolean headless,
    List<AudioCodec> codecs,
    NetworkSettings network,
    int maxSessions,
    AudioProcessing processing,
    Supplier<AudioSource> source,
    Supplier<AudioSink> sink) {}
