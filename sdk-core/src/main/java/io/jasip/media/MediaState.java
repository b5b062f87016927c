package io.jasip.media;

/**
 * How far the transport of a session's media is: ICE (RFC 8445) and DTLS-SRTP (RFC 5764) together,
 * like W3C WebRTC's {@code RTCPeerConnectionState}.
 *
 * <pre>
 *  NEW --&gt; CONNECTING --&gt; CONNECTED &lt;--&gt; DISCONNECTED
 *              |               |              |
 *              +------&gt; FAILED &lt;+--------------+
 *  any --&gt; CLOSED
 * </pre>
 */
public enum MediaState {
  /** Nothing has been agreed yet. */
  NEW,
  /** ICE checks or the DTLS handshake are under way. */
  CONNECTING,
  /** ICE and DTLS are up: audio can flow. */
  CONNECTED,
  /** ICE lost its path and is looking for another. */
  DISCONNECTED,
  /** No path was found, or DTLS failed. */
  FAILED,
  /** The session has ended. */
  CLOSED
}
