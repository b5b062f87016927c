package io.jasip.webrtc.internal.rtc;

import io.jasip.webrtc.AddressFamily;
import io.jasip.webrtc.DescriptionHook;
import io.jasip.webrtc.DtlsSetup;
import java.time.Duration;

/**
 * How media finds its way; {@link io.jasip.webrtc.WebRtcMedia.Builder} says what each means.
 *
 * @param gatheringTimeout how long to wait for STUN and TURN
 * @param mediaTimeout how long there may be no path before the session fails
 * @param minPort the lowest UDP port for media, 0 for any
 * @param maxPort the highest
 * @param relayOnly whether only TURN servers are used
 * @param addresses which addresses are used
 * @param dtlsSetup who begins the DTLS handshake of calls that begin here
 * @param hook changes descriptions on their way
 */
public record NetworkSettings(
    Duration gatheringTimeout,
    Duration mediaTimeout,
    int minPort,
    int maxPort,
    boolean relayOnly,
    AddressFamily addresses,
    DtlsSetup dtlsSetup,
    DescriptionHook hook) {

  NetworkSettings with(DescriptionHook other) {
    return new NetworkSettings(
        gatheringTimeout, mediaTimeout, minPort, maxPort, relayOnly, addresses, dtlsSetup, other);
  }

  NetworkSettings withMediaTimeout(Duration other) {
    return new NetworkSettings(
        gatheringTimeout, other, minPort, maxPort, relayOnly, addresses, dtlsSetup, hook);
  }
}
