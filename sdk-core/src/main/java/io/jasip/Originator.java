package io.jasip;

/** Who brought something about. */
public enum Originator {
  /** The application, by a call to this library. */
  LOCAL,
  /** The peer or the server, by a SIP message. */
  REMOTE,
  /** Neither: a timer, the network, or the media. */
  SYSTEM
}
