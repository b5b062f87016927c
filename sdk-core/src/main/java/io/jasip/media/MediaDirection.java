package io.jasip.media;

/** The direction of a media stream as one side sees it (RFC 3264 section 5.1). */
public enum MediaDirection {
  /** Audio flows both ways. */
  SEND_RECV,
  /** This side sends only: the usual form of hold. */
  SEND_ONLY,
  /** This side receives only. */
  RECV_ONLY,
  /** Nothing flows. */
  INACTIVE
}
