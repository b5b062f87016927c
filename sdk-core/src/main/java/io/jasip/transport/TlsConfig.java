package io.jasip.transport;

import io.jasip.internal.tls.PemFile;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom the user agent trusts over TLS 1.2 and 1.3, and how it shows itself. Immutable. Equal
 * configurations share their TLS sessions: a user agent that connects again, or another one that
 * connects to the same server, resumes the session where the server takes part.
 *
 * <p>A certificate must be valid today, also one that is trusted directly; its chain must be of
 * keys and signatures that hold (see {@link TlsReason#WEAK_KEY} and {@link
 * TlsReason#WEAK_SIGNATURE}); its name must be that of the host (RFC 9525, with the common name
 * where there is no alternative name). A {@link Builder#pin pinned} certificate is accepted
 * whatever its dates, keys and authority are.
 */
public final class TlsConfig {

  private static final TlsConfig SYSTEM = new Builder().build();
  private static final TlsConfig INSECURE = new TlsConfig(new Builder(), false);

  private final List<X509Certificate> trusted;
  private final Set<String> pins;
  private final @Nullable ClientCertificate clientCertificate;
  private final RevocationCheck revocation;
  private final boolean hostNameVerified;
  private final boolean verified;

  private TlsConfig(Builder builder, boolean verified) {
    this.trusted = List.copyOf(builder.trusted);
    this.pins = Set.copyOf(builder.pins);
    this.clientCertificate = builder.clientCertificate;
    this.revocation = builder.revocation;
    this.hostNameVerified = verified && builder.hostNameVerified;
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
   *     own self-signed certificate
   * @return the configuration
   * @throws IllegalArgumentException if the file cannot be read or holds no certificate; the
   *     message names it
   */
  public static TlsConfig trusting(Path pemFile) {
    return builder().trust(pemFile).build();
  }

  /**
   * Trusts the given certificates, and no others.
   *
   * @param certificates at least one: authorities, or the server's own self-signed certificate
   * @return the configuration
   * @throws IllegalArgumentException if there is none
   */
  public static TlsConfig trusting(List<X509Certificate> certificates) {
    return builder().trust(certificates).build();
  }

  /**
   * Trusts one certificate, and no other. Its host name is verified all the same.
   *
   * @param sha256 the fingerprint, see {@link Builder#pin}
   * @return the configuration
   * @throws IllegalArgumentException if it is no such fingerprint
   */
  public static TlsConfig pinning(String sha256) {
    return builder().pin(sha256).build();
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
   * Begins a configuration that trusts the authorities of the Java runtime unless said otherwise.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
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
   * The SHA-256 fingerprints of the only certificates to trust.
   *
   * @return in hexadecimal digits, lower case; empty if authorities decide
   */
  public Set<String> pins() {
    return pins;
  }

  /**
   * How the user agent shows itself to servers that ask for a certificate.
   *
   * @return empty if it has none
   */
  public Optional<ClientCertificate> clientCertificate() {
    return Optional.ofNullable(clientCertificate);
  }

  /**
   * Whether authorities are asked about revocation.
   *
   * @return {@link RevocationCheck#OFF} by default
   */
  public RevocationCheck revocation() {
    return revocation;
  }

  /**
   * Whether the host name is verified.
   *
   * @return true by default
   */
  public boolean isHostNameVerified() {
    return hostNameVerified;
  }

  /**
   * Whether certificates are verified.
   *
   * @return false only for {@link #insecure()}
   */
  public boolean isVerified() {
    return verified;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsConfig that
        && trusted.equals(that.trusted)
        && pins.equals(that.pins)
        && Objects.equals(clientCertificate, that.clientCertificate)
        && revocation == that.revocation
        && hostNameVerified == that.hostNameVerified
        && verified == that.verified;
  }

  @Override
  public int hashCode() {
    return Objects.hash(trusted, pins, clientCertificate, revocation, hostNameVerified, verified);
  }

  @Override
  public String toString() {
    if (!verified) {
      return "TlsConfig[insecure]";
    }
    String whom =
        !pins.isEmpty()
            ? "pins " + pins
            : trusted.isEmpty() ? "system" : trusted.size() + " certificates";
    return "TlsConfig["
        + whom
        + (clientCertificate == null ? "" : ", " + clientCertificate)
        + (revocation == RevocationCheck.OFF ? "" : ", revocation " + revocation)
        + (hostNameVerified ? "" : ", any host name")
        + "]";
  }

  /** Collects a configuration. Not for use by several threads at once. */
  public static final class Builder {
    private final List<X509Certificate> trusted = new ArrayList<>();
    private final Set<String> pins = new LinkedHashSet<>();
    private @Nullable ClientCertificate clientCertificate;
    private RevocationCheck revocation = RevocationCheck.OFF;
    private boolean hostNameVerified = true;

    private Builder() {}

    /**
     * Adds the certificates of a file to those that are trusted instead of the Java runtime's.
     *
     * @param pemFile one or more certificates in PEM (or one in DER): authorities, or the server's
     *     own self-signed certificate
     * @return this
     * @throws IllegalArgumentException if the file cannot be read or holds no certificate; the
     *     message names it
     */
    public Builder trust(Path pemFile) {
      return trust(PemFile.certificates("CA file", pemFile));
    }

    /**
     * Adds to the certificates that are trusted instead of the Java runtime's.
     *
     * @param certificates at least one: authorities, or the server's own self-signed certificate
     * @return this
     * @throws IllegalArgumentException if there is none
     */
    public Builder trust(List<X509Certificate> certificates) {
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("TLS: no certificate given to trust");
      }
      trusted.addAll(certificates);
      return this;
    }

    /**
     * Adds a certificate that is trusted, by its fingerprint. Once there is one, authorities have
     * no say. It stands for exactly that certificate of the server: renewed, it has another one, so
     * pin the next before.
     *
     * @param sha256 64 hexadecimal digits, with or without colons, in any case, as {@code openssl
     *     x509 -noout -fingerprint -sha256} shows it
     * @return this
     * @throws IllegalArgumentException if it is no such fingerprint
     */
    public Builder pin(String sha256) {
      String digits = sha256.replace(":", "").strip().toLowerCase(Locale.ROOT);
      if (!digits.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "TLS: pin \""
                + sha256.replaceAll("\\p{Cntrl}", "?")
                + "\" is not a SHA-256 fingerprint of 64 hexadecimal digits;"
                + " openssl x509 -noout -fingerprint -sha256 shows it");
      }
      pins.add(digits);
      return this;
    }

    /**
     * Sets what to show to servers that ask for a certificate.
     *
     * @param certificate with its key; the default is none
     * @return this
     */
    public Builder clientCertificate(ClientCertificate certificate) {
      this.clientCertificate = Objects.requireNonNull(certificate, "certificate");
      return this;
    }

    /**
     * Sets whether authorities are asked if the certificate has been revoked.
     *
     * @param check the default is {@link RevocationCheck#OFF}
     * @return this
     */
    public Builder revocation(RevocationCheck check) {
      this.revocation = Objects.requireNonNull(check, "check");
      return this;
    }

    /**
     * Accepts a trusted certificate for any host name. Unless the certificate is pinned, everybody
     * who has a certificate of the same authority can then take the server's place.
     *
     * @return this
     */
    public Builder withoutHostNameVerification() {
      this.hostNameVerified = false;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the configuration
     * @throws IllegalArgumentException if there are both pins and certificates to trust, or pins
     *     and a revocation check, which has no say about a pinned certificate
     */
    public TlsConfig build() {
      if (!pins.isEmpty() && !trusted.isEmpty()) {
        throw new IllegalArgumentException(
            "TLS: pins and trusted certificates are both given; a pinned certificate needs no"
                + " authority, so give one of them");
      }
      if (!pins.isEmpty() && revocation != RevocationCheck.OFF) {
        throw new IllegalArgumentException(
            "TLS: a pinned certificate is accepted whatever its authority says; leave the"
                + " revocation check out");
      }
      return new TlsConfig(this, true);
    }
  }
}
