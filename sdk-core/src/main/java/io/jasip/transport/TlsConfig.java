package io.jasip.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom the user agent trusts over TLS. Host names are verified (RFC 9525) unless verification as a
 * whole is switched off by {@link #insecure()}.
 */
public final class TlsConfig {

  private static final TlsConfig SYSTEM = new TlsConfig(List.of(), true);
  private static final TlsConfig INSECURE = new TlsConfig(List.of(), false);

  private final List<X509Certificate> trusted;
  private final boolean verified;

  private TlsConfig(List<X509Certificate> trusted, boolean verified) {
    this.trusted = trusted;
    this.verified = verified;
  }

  /**
   * Trusts the certificate authorities of the Java runtime. The default.
   *
   * @return the configuration
   */
  public static TlsConfig system() {
    return SYSTEM;
  }

  /**
   * Trusts the certificates of a file, and no others.
   *
   * @param pemFile one or more certificates in PEM (or one in DER): authorities, or the server's
   *     own self-signed certificate, which is then trusted whatever its dates say
   * @return the configuration
   * @throws IllegalArgumentException if the file cannot be read or holds no certificate; the
   *     message names it
   */
  public static TlsConfig trusting(Path pemFile) {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      InputStream in = new ByteArrayInputStream(Files.readAllBytes(pemFile));
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        certificates.add((X509Certificate) each);
      }
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("TLS: CA file \"" + pemFile + "\" does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "TLS: CA file \"" + pemFile + "\" cannot be read: " + e.getMessage(), e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "TLS: CA file \"" + pemFile + "\" is not a certificate in PEM or DER", e);
    }
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException(
          "TLS: CA file \"" + pemFile + "\" holds no certificate; give the one in PEM form");
    }
    return new TlsConfig(List.copyOf(certificates), true);
  }

  /**
   * Trusts the given certificates, and no others.
   *
   * @param certificates at least one: authorities, or the server's own self-signed certificate,
   *     which is then trusted whatever its dates say
   * @return the configuration
   */
  public static TlsConfig trusting(List<X509Certificate> certificates) {
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("TLS: no certificate given to trust");
    }
    return new TlsConfig(List.copyOf(certificates), true);
  }

  /**
   * Trusts any certificate of any host. Whoever sits between can then listen in and take the calls
   * over: for a laboratory only.
   *
   * @return the configuration
   */
  public static TlsConfig insecure() {
    return INSECURE;
  }

  /**
   * The certificates to trust instead of the Java runtime's.
   *
   * @return empty for the runtime's own
   */
  public List<X509Certificate> trustedCertificates() {
    return trusted;
  }

  /**
   * Whether certificate and host name are verified.
   *
   * @return false only for {@link #insecure()}
   */
  public boolean isVerified() {
    return verified;
  }
}
