package io.jasip.transport;

import io.jasip.internal.tls.PemFile;
import io.jasip.internal.tls.Pkcs12File;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, by which the user agent shows a server who it is. Immutable; {@link
 * #toString()} shows no key.
 */
public final class ClientCertificate {

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private ClientCertificate(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("TLS: the client certificate is missing");
    }
  }

  /**
   * A certificate and its key, from wherever they come, such as a token in hardware.
   *
   * @param key of the first certificate
   * @param chain the own certificate, then those that lead to an authority
   * @return the client certificate
   * @throws IllegalArgumentException if the chain is empty
   */
  public static ClientCertificate of(PrivateKey key, List<X509Certificate> chain) {
    return new ClientCertificate(key, chain);
  }

  /**
   * Reads PEM files. Keys in PKCS#8 form are read by the Java runtime; OpenSSL's older forms
   * ({@code BEGIN RSA PRIVATE KEY}, {@code BEGIN EC PRIVATE KEY}) need {@code
   * org.bouncycastle:bcpkix-jdk18on} on the class path.
   *
   * @param certificates file with the own certificate, then those that lead to an authority
   * @param key file with the key; may be the same file
   * @param password of an encrypted key, which the caller can wipe afterwards; null if it is not
   *     encrypted
   * @return the client certificate
   * @throws IllegalArgumentException if a file cannot be read, holds not what it should, or the
   *     password is wrong; the message names the file
   */
  public static ClientCertificate ofPem(Path certificates, Path key, char @Nullable [] password) {
    return new ClientCertificate(
        PemFile.key(key, password), PemFile.certificates("client certificate", certificates));
  }

  /**
   * Reads a PKCS#12 file ({@code .p12}, {@code .pfx}) and takes its first key.
   *
   * @param file with key and certificates
   * @param password of file and key, which the caller can wipe afterwards
   * @return the client certificate
   * @throws IllegalArgumentException if the file cannot be read, holds no key, or the password is
   *     wrong; the message names the file
   */
  public static ClientCertificate ofPkcs12(Path file, char[] password) {
    return Pkcs12File.read(file, password);
  }

  /**
   * The key.
   *
   * @return of the first certificate of the chain
   */
  public PrivateKey key() {
    return key;
  }

  /**
   * The certificates that the server sees.
   *
   * @return the own one first; never empty
   */
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientCertificate that
        && key.equals(that.key)
        && chain.equals(that.chain);
  }

  @Override
  public int hashCode() {
    return chain.hashCode();
  }

  @Override
  public String toString() {
    return "ClientCertificate[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
