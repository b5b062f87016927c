package io.jasip.transport;

/**
 * Whether authorities are asked if a server's certificate has been revoked: by OCSP (RFC 6960), and
 * where that gives no answer by CRL (RFC 5280 section 5). An answer that the server staples to the
 * handshake spares the question. The question goes to the address that is in the certificate, over
 * HTTP, and not through a proxy of {@link ProxyConfig}.
 */
public enum RevocationCheck {
  /** Nobody is asked. The default: few authorities of private networks can be asked. */
  OFF,
  /** A revoked certificate is refused; where nobody can be asked, it is accepted. */
  WHERE_POSSIBLE,
  /** A certificate is refused unless its authority says that it is not revoked. */
  REQUIRED
}
