package io.jasip.webrtc.internal.stats;

import org.jspecify.annotations.Nullable;

/**
 * What a session has counted from its beginning to a moment, in the units of W3C webrtc-stats:
 * seconds, bytes, energy of full scale times seconds. What is not known is zero, or null.
 *
 * @param micros when, since 1970
 * @param way what is agreed with the peer
 * @param sent the direction to the peer
 * @param received the direction from the peer
 * @param peer what the peer has told by RTCP
 * @param roundTrip the last measured; negative if none was
 * @param path the connection
 */
public record Counters(
    double micros, Way way, Sent sent, Received received, Peer peer, double roundTrip, Path path) {

  /** At the beginning. */
  public static Counters none(double micros) {
    return new Counters(
        micros,
        new Way(false, false, false),
        new Sent(null, 0, 0, 0, 0),
        new Received(null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        new Peer(0, 0, 0, 0),
        -1,
        new Path(null, null, null, null));
  }

  /**
   * What is agreed with the peer.
   *
   * @param sends whether we send; false while held, and before the first agreement
   * @param receives whether the peer is to send; false while held, as it need not play music
   * @param muted whether we send silence on purpose
   */
  public record Way(boolean sends, boolean receives, boolean muted) {}

  /**
   * The direction to the peer.
   *
   * @param codec its name
   * @param packets RTP
   * @param bytes of payload
   * @param energy of the source's sound
   * @param duration of the source's sound
   */
  public record Sent(
      @Nullable String codec, long packets, long bytes, double energy, double duration) {}

  /**
   * The direction from the peer.
   *
   * @param codec its name
   * @param packets RTP
   * @param bytes of payload
   * @param lost packets
   * @param discarded packets that came too late or too early to be played
   * @param jitter the last
   * @param bufferDelay the sum over all samples
   * @param bufferEmitted samples
   * @param samples played
   * @param concealed of them made up
   * @param energy of what was played
   * @param duration of what was played
   */
  public record Received(
      @Nullable String codec,
      long packets,
      long bytes,
      long lost,
      long discarded,
      double jitter,
      double bufferDelay,
      double bufferEmitted,
      double samples,
      double concealed,
      double energy,
      double duration) {}

  /**
   * What the peer has told by RTCP.
   *
   * @param reportMicros when its last report about what we send came; 0 for never
   * @param fractionLost of what we sent, 0 to 1, in that report
   * @param jitter of what we sent, in that report
   * @param senderReportMicros when its last report about what it sends came; 0 for never
   */
  public record Peer(
      double reportMicros, double fractionLost, double jitter, double senderReportMicros) {}

  /**
   * The connection.
   *
   * @param local our address
   * @param remote the peer's
   * @param dtls version
   * @param srtp cipher
   */
  public record Path(
      @Nullable String local,
      @Nullable String remote,
      @Nullable String dtls,
      @Nullable String srtp) {}
}
