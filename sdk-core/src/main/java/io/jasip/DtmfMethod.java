package io.jasip;

/** How digits are sent. */
public enum DtmfMethod {
  /**
   * As RTP events where the peer takes them and the call is not on hold, else by INFO with {@code
   * application/dtmf-relay}.
   */
  AUTO,
  /** As RTP events (RFC 4733). Fails while the call is on hold, in which nothing is sent. */
  RTP,
  /** By INFO requests with {@code application/dtmf-relay}: digit and duration. */
  INFO_RELAY,
  /** By INFO requests with {@code application/dtmf}: the digit alone. */
  INFO
}
