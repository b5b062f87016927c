package io.jasip.webrtc;

/** Which network addresses media may use. */
public enum AddressFamily {
  /** IPv4 and IPv6. */
  ANY,
  /** IPv4 only. */
  IPV4,
  /** IPv6 only. */
  IPV6
}
