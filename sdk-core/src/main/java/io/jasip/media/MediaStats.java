package io.jasip.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a session's counters, as W3C webrtc-stats defines them.
 *
 * @param codec the codec in use, such as {@code opus}; null before the first packet
 * @param packetsSent RTP packets sent
 * @param packetsReceived RTP packets received
 * @param packetsLost RTP packets that the peer sent and that did not arrive; may be negative when
 *     duplicates arrived
 * @param bytesSent RTP payload bytes sent
 * @param bytesReceived RTP payload bytes received
 * @param jitter of the received stream (RFC 3550 section 6.4.1)
 * @param roundTripTime by RTCP, or by ICE checks before the first report; null when not yet
 *     measured
 * @param localCandidate our address of the selected ICE pair with type and protocol; null before
 *     ICE is connected
 * @param remoteCandidate the peer's address of the selected ICE pair with type and protocol; null
 *     before ICE is connected
 * @param srtpCipher the SRTP protection profile that DTLS agreed on; null before DTLS is connected
 */
public record MediaStats(
    @Nullable String codec,
    long packetsSent,
    long packetsReceived,
    long packetsLost,
    long bytesSent,
    long bytesReceived,
    Duration jitter,
    @Nullable Duration roundTripTime,
    @Nullable String localCandidate,
    @Nullable String remoteCandidate,
    @Nullable String srtpCipher) {}
