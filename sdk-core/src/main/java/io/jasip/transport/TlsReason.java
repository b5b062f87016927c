package io.jasip.transport;

/** Why TLS with a server did not come about. */
public enum TlsReason {
  /** The server's certificate is signed by itself, and is not among those that are trusted. */
  SELF_SIGNED,
  /** None of the authorities that are trusted has signed the server's certificate. */
  UNKNOWN_AUTHORITY,
  /** The server sends its own certificate alone, without the one that leads to an authority. */
  MISSING_INTERMEDIATE,
  /** A certificate in the chain has signed another one without being an authority's. */
  NOT_AN_AUTHORITY,
  /** The validity of a certificate is over. */
  EXPIRED,
  /** The validity of a certificate has not begun. */
  NOT_YET_VALID,
  /** The certificate is for other host names (RFC 9525). */
  WRONG_HOST,
  /** The URL has an IP address, and the certificate does not name it. */
  WRONG_ADDRESS,
  /**
   * The name with an asterisk in the certificate does not cover the host (RFC 9525 section 6.3).
   */
  WILDCARD,
  /** A key is too short: RSA and DSA under 2048 bits, elliptic curves under 224 bits. */
  WEAK_KEY,
  /** A signature is made with MD2, MD5 or SHA-1. */
  WEAK_SIGNATURE,
  /** The certificate is not meant for TLS servers. */
  WRONG_USAGE,
  /** The authority has revoked the certificate (RFC 5280 section 5, RFC 6960). */
  REVOKED,
  /** {@link RevocationCheck#REQUIRED}: nobody says whether the certificate is revoked. */
  REVOCATION_UNKNOWN,
  /** The certificate has another fingerprint than the one that is pinned. */
  PIN_MISMATCH,
  /** The server wants a client certificate, or refuses the one that it was given. */
  CLIENT_CERTIFICATE_REFUSED,
  /** The port speaks something else than TLS. */
  NOT_TLS,
  /** There is no TLS version or cipher that both sides know. */
  NOTHING_IN_COMMON,
  /** The server did not finish the handshake in time. */
  TIMEOUT,
  /** The server closed the connection during the handshake. */
  CLOSED,
  /** Something else, which the message quotes. */
  OTHER
}
