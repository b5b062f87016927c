package io.jasip.webrtc;

import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How good a call was over a stretch of time, by the counters of W3C webrtc-stats.
 *
 * @param interval the time that it is about
 * @param sent the direction to the peer
 * @param received the direction from the peer
 * @param roundTripTime the last, by RTCP, or by ICE checks before the first report; null when not
 *     yet measured
 * @param localCandidate our address of the selected ICE pair with protocol and type; null before
 *     ICE is connected
 * @param remoteCandidate the peer's address of the selected ICE pair with protocol and type; null
 *     before ICE is connected
 * @param dtlsVersion such as {@code DTLS 1.2}; null before DTLS is connected
 * @param srtpCipher such as {@code AEAD_AES_128_GCM}; null before DTLS is connected
 */
public record CallQuality(
    Duration interval,
    Sent sent,
    Received received,
    @Nullable Duration roundTripTime,
    @Nullable String localCandidate,
    @Nullable String remoteCandidate,
    @Nullable String dtlsVersion,
    @Nullable String srtpCipher) {

  /**
   * The worse mean opinion score of the two directions.
   *
   * @return 1 (bad) to 4.41 (as good as G.711 gets); empty while neither is known
   */
  public OptionalDouble mos() {
    if (sent.mos().isEmpty() || received.mos().isEmpty()) {
      return sent.mos().isEmpty() ? received.mos() : sent.mos();
    }
    return OptionalDouble.of(Math.min(sent.mos().getAsDouble(), received.mos().getAsDouble()));
  }

  /**
   * The direction to the peer. Loss and jitter are what the peer told last, by RTCP.
   *
   * @param codec such as {@code opus}; null before the first packet
   * @param packets RTP packets in the interval
   * @param bitrate of the payload in the interval, bits per second
   * @param lossRatio packets that did not reach the peer, 0 to 1; empty when it did not tell
   * @param jitter at the peer (RFC 3550 section 6.4.1); null when it did not tell
   * @param level of the source's sound, root mean square in dBFS; {@value AudioLevel#SILENCE} for
   *     digital silence
   * @param mos mean opinion score by the E-model (ITU-T G.107), an estimate; empty when nothing was
   *     sent or the peer did not tell
   */
  public record Sent(
      @Nullable String codec,
      long packets,
      long bitrate,
      OptionalDouble lossRatio,
      @Nullable Duration jitter,
      double level,
      OptionalDouble mos) {}

  /**
   * The direction from the peer.
   *
   * @param codec such as {@code opus}; null before the first packet
   * @param packets RTP packets in the interval
   * @param packetsLost in the interval; may be negative when some came late
   * @param bitrate of the payload in the interval, bits per second
   * @param lossRatio packets lost, or thrown away because they came too late, 0 to 1
   * @param jitter the last (RFC 3550 section 6.4.1)
   * @param bufferDelay how long sound waited in the jitter buffer on average
   * @param concealedRatio samples that were made up because their packet was missing, 0 to 1
   * @param level of what was played, root mean square in dBFS; {@value AudioLevel#SILENCE} for
   *     digital silence
   * @param mos mean opinion score by the E-model (ITU-T G.107), an estimate; empty when nothing was
   *     received
   */
  public record Received(
      @Nullable String codec,
      long packets,
      long packetsLost,
      long bitrate,
      double lossRatio,
      Duration jitter,
      Duration bufferDelay,
      double concealedRatio,
      double level,
      OptionalDouble mos) {}
}
