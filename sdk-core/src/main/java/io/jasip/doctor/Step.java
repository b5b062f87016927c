package io.jasip.doctor;

/** The steps of a diagnosis, in the order in which a call needs them. */
public enum Step {
  /** Scheme, host, port and path. */
  URL,
  /** What this machine needs: the native library, an audio system, addresses, a clock. */
  MACHINE,
  /** The addresses of the host: A, AAAA, SRV. */
  DNS,
  /** A connection to each address. */
  TCP,
  /** TLS, and the whole chain of certificates. */
  TLS,
  /** The upgrade to a WebSocket (RFC 6455 section 4) with subprotocol {@code sip} (RFC 7118). */
  UPGRADE,
  /** The WebSocket stays open. */
  WEBSOCKET,
  /** A SIP OPTIONS request is answered (RFC 3261 section 11). */
  OPTIONS,
  /** The registration (RFC 3261 section 10). */
  REGISTER,
  /** A ping is answered. */
  KEEP_ALIVE,
  /** Each STUN and TURN server (RFC 8489, RFC 8656). */
  ICE_SERVERS,
  /** A WebSocket to each other server of the configuration. */
  OTHER_SERVERS,
  /** A call to the test extension is answered. */
  INVITE,
  /** The session description of the answer. */
  SDP,
  /** A pair of addresses works (RFC 8445). */
  ICE,
  /** Both sides have keys (RFC 5764). */
  DTLS,
  /** Packets in both directions. */
  RTP,
  /** The tone that was sent comes back. */
  ECHO,
  /** Loss, jitter, round trip, MOS. */
  QUALITY,
  /** The call is ended. */
  BYE
}
