package io.jasip.transport;

import io.jasip.fault.Fault;

/** Why TLS with a server did not come about. */
public enum TlsReason {
  /** The server's certificate is signed by itself, and is not among those that are trusted. */
  SELF_SIGNED(Fault.TLS_CERTIFICATE_SELF_SIGNED),
  /** None of the authorities that are trusted has signed the server's certificate. */
  UNKNOWN_AUTHORITY(Fault.TLS_CERTIFICATE_UNTRUSTED),
  /** The server sends its own certificate alone, without the one that leads to an authority. */
  MISSING_INTERMEDIATE(Fault.TLS_CHAIN_INCOMPLETE),
  /** A certificate in the chain has signed another one without being an authority's. */
  NOT_AN_AUTHORITY(Fault.TLS_CERTIFICATE_UNFIT),
  /** The validity of a certificate is over. */
  EXPIRED(Fault.TLS_CERTIFICATE_EXPIRED),
  /** The validity of a certificate has not begun. */
  NOT_YET_VALID(Fault.TLS_CERTIFICATE_NOT_YET_VALID),
  /** The certificate is for other host names (RFC 9525). */
  WRONG_HOST(Fault.TLS_HOST_MISMATCH),
  /** The URL has an IP address, and the certificate does not name it. */
  WRONG_ADDRESS(Fault.TLS_HOST_MISMATCH),
  /**
   * The name with an asterisk in the certificate does not cover the host (RFC 9525 section 6.3).
   */
  WILDCARD(Fault.TLS_HOST_MISMATCH),
  /** A key is too short: RSA and DSA under 2048 bits, elliptic curves under 224 bits. */
  WEAK_KEY(Fault.TLS_CERTIFICATE_WEAK),
  /** A signature is made with MD2, MD5 or SHA-1. */
  WEAK_SIGNATURE(Fault.TLS_CERTIFICATE_WEAK),
  /** The certificate is not meant for TLS servers. */
  WRONG_USAGE(Fault.TLS_CERTIFICATE_UNFIT),
  /** The authority has revoked the certificate (RFC 5280 section 5, RFC 6960). */
  REVOKED(Fault.TLS_CERTIFICATE_REVOKED),
  /** {@link RevocationCheck#REQUIRED}: nobody says whether the certificate is revoked. */
  REVOCATION_UNKNOWN(Fault.TLS_CERTIFICATE_REVOKED),
  /** The certificate has another fingerprint than the one that is pinned. */
  PIN_MISMATCH(Fault.TLS_PIN_MISMATCH),
  /** The server wants a client certificate, or refuses the one that it was given. */
  CLIENT_CERTIFICATE_REFUSED(Fault.TLS_CLIENT_CERTIFICATE_REFUSED),
  /** The port speaks something else than TLS. */
  NOT_TLS(Fault.TLS_ON_PLAIN_PORT),
  /** There is no TLS version or cipher that both sides know. */
  NOTHING_IN_COMMON(Fault.TLS_NOTHING_IN_COMMON),
  /** The server did not finish the handshake in time. */
  TIMEOUT(Fault.TLS_SILENT),
  /** The server closed the connection during the handshake. */
  CLOSED(Fault.TLS_FAILED),
  /** Something else, which the message quotes. */
  OTHER(Fault.TLS_FAILED);

  private final Fault fault;

  TlsReason(Fault fault) {
    this.fault = fault;
  }

  /**
   * What a person is told.
   *
   * @return never null
   */
  public Fault fault() {
    return fault;
  }
}
