package io.jasip.internal.tls;

import io.jasip.transport.TlsReason;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** A server's certificate is refused, and it is known why. */
public final class CertificateRefusedException extends CertificateException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  private final TlsReason reason;

  /**
   * Makes an exception.
   *
   * @param detail the value that the reason is about, such as a name or a date
   */
  CertificateRefusedException(TlsReason reason, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.reason = reason;
  }

  /** Why. */
  public TlsReason reason() {
    return reason;
  }
}
