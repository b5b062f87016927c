package io.jasip.examples.asterisk;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, good or bad, as files of a server.
 *
 * @param keys of the certificate
 * @param certificate which may be an authority
 */
public record ServerCertificate(KeyPair keys, X509Certificate certificate) {

  /** For 90 days from yesterday. */
  public static ServerCertificate authority(String name, @Nullable ServerCertificate issuer) {
    return make(name, null, issuer, -1, 90, true);
  }

  /**
   * Makes one for a server.
   *
   * @param host the alternative name, beside 127.0.0.1 if it is localhost; null for none
   * @param issuer null for itself
   * @param fromDay when it begins, counted from today
   * @param untilDay when it ends
   */
  public static ServerCertificate of(
      @Nullable String host, @Nullable ServerCertificate issuer, int fromDay, int untilDay) {
    return make(host == null ? "localhost" : host, host, issuer, fromDay, untilDay, false);
  }

  private static ServerCertificate make(
      String name,
      @Nullable String host,
      @Nullable ServerCertificate issuer,
      int fromDay,
      int untilDay,
      boolean authority) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair keys = generator.generateKeyPair();
      X500Name subject = new X500Name("CN=" + name);
      X500Name by =
          issuer == null
              ? subject
              : new X500Name(issuer.certificate.getSubjectX500Principal().getName());
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              by,
              new BigInteger(127, new SecureRandom()),
              day(fromDay),
              day(untilDay),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (host != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(host));
      }
      KeyPair signer = issuer == null ? keys : issuer.keys;
      return new ServerCertificate(
          keys,
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withRSA").build(signer.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralNames names(String host) {
    GeneralName name = new GeneralName(GeneralName.dNSName, host);
    return host.equals("localhost")
        ? new GeneralNames(
            new GeneralName[] {name, new GeneralName(GeneralName.iPAddress, "127.0.0.1")})
        : new GeneralNames(name);
  }

  private static Date day(int fromToday) {
    return Date.from(Instant.now().plus(Duration.ofDays(fromToday)));
  }

  /** The certificate as PEM. */
  public String pem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key as PEM, without a passphrase. */
  public String keyPem() {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  /** The key as PEM, encrypted. */
  public String encryptedKeyPem(String passphrase) {
    try {
      return pem(
          "ENCRYPTED PRIVATE KEY",
          new JcaPKCS8Generator(
                  keys.getPrivate(),
                  new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                      .setProvider(new BouncyCastleProvider())
                      .setPassword(passphrase.toCharArray())
                      .build())
              .generate()
              .getContent());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + what
        + "-----\n";
  }
}
