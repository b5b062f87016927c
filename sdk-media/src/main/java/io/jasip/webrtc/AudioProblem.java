package io.jasip.webrtc;

/** What may be wrong with the sound of a call that is up and not held. */
public enum AudioProblem {
  /** We send no packets. */
  NOTHING_SENT,
  /** We send packets, but the source gives nothing but silence, and the call is not muted. */
  SILENCE_SENT,
  /** No packets come from the peer. */
  NOTHING_RECEIVED,
  /** Packets come from the peer, but there is only silence or faint comfort noise in them. */
  SILENCE_RECEIVED,
  /** By the peer's RTCP reports it receives nothing of what we send. */
  NOT_HEARD_BY_PEER
}
