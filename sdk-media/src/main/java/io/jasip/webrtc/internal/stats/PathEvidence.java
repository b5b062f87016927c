package io.jasip.webrtc.internal.stats;

import java.util.Collection;
import java.util.TreeSet;

/**
 * What can be observed of the path of a session's media. Packets that were sent say nothing: the
 * engine counts them with no path too.
 *
 * @param ice whether ICE has a pair of candidates that works
 * @param dtls the state of the DTLS handshake (W3C webrtc {@code RTCDtlsTransportState}), such as
 *     {@code connecting}
 * @param local the types of our candidates
 * @param remote the types of the peer's candidates
 * @param bytesReceived of the transport: ICE, DTLS and media
 * @param packetsReceived of RTP
 * @param receives whether the peer has agreed to send
 */
public record PathEvidence(
    boolean ice,
    String dtls,
    Collection<String> local,
    Collection<String> remote,
    long bytesReceived,
    long packetsReceived,
    boolean receives) {

  /** When nothing could be read. */
  public static final PathEvidence NONE =
      new PathEvidence(false, "unknown", new TreeSet<>(), new TreeSet<>(), 0, 0, false);

  /** Whether one of the two sides has ended the handshake; else it still waits for an answer. */
  boolean handshakeFailed() {
    return dtls.equals("failed") || dtls.equals("closed");
  }

  /** The evidence in a few words. */
  @Override
  public String toString() {
    return "ours: "
        + types(local)
        + "; the peer's: "
        + types(remote)
        + "; DTLS "
        + dtls
        + ", "
        + bytesReceived
        + " bytes received";
  }

  private static String types(Collection<String> types) {
    return types.isEmpty() ? "none" : String.join(", ", new TreeSet<>(types));
  }

  /** What may help, judged by the types of the candidates. */
  String wayOut() {
    if (remote.isEmpty()) {
      return "the peer named no address: switch on ICE there (ice_support, or webrtc=yes)";
    }
    if (!local.contains("srflx") && !local.contains("relay")) {
      return "open the peer's UDP ports for media (rtpstart to rtpend in rtp.conf), or add a STUN or"
          + " TURN server";
    }
    if (!local.contains("relay")) {
      return "open the peer's UDP ports for media (rtpstart to rtpend in rtp.conf), or add a TURN"
          + " server";
    }
    return "open the peer's UDP ports for media (rtpstart to rtpend in rtp.conf), also for the TURN"
        + " server";
  }
}
