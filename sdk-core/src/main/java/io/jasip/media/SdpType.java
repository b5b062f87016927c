package io.jasip.media;

/** The part a session description plays in offer and answer (RFC 8829 section 4.1.8). */
public enum SdpType {
  /** Proposes a session. */
  OFFER,
  /** A provisional answer, which a final one may replace. */
  PRANSWER,
  /** The final answer. */
  ANSWER,
  /** Takes back an offer. */
  ROLLBACK
}
