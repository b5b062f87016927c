package io.jasip.webrtc;

/** What the first offer of a call says about who begins the DTLS handshake (RFC 4145 section 4). */
public enum DtlsSetup {
  /** The callee chooses, and as a rule begins (RFC 5763 section 5). */
  ACTPASS,
  /** This side begins, when it has the answer. */
  ACTIVE
}
