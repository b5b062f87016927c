package io.jasip.internal.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate with its key, made for one test: signed by itself, or by another. */
public record TestCertificate(KeyPair keys, X509Certificate certificate) {

  private static final Duration DAY = Duration.ofDays(1);

  /** Valid today, for {@code localhost} and 127.0.0.1. */
  public static TestCertificate valid() {
    return make("localhost", Instant.now().minus(DAY), Instant.now().plus(DAY), null);
  }

  /** Valid today, for another host. */
  static TestCertificate of(String host) {
    return make(host, Instant.now().minus(DAY), Instant.now().plus(DAY), null);
  }

  /** For localhost, with a validity that is over. */
  TestCertificate issuesExpired() {
    Instant now = Instant.now();
    return make("localhost", now.minus(DAY.multipliedBy(2)), now.minus(DAY), this);
  }

  /** For localhost, with a validity that has not begun. */
  TestCertificate issuesNotYetValid() {
    Instant now = Instant.now();
    return make("localhost", now.plus(DAY), now.plus(DAY.multipliedBy(2)), this);
  }

  private static TestCertificate make(
      String host, Instant from, Instant until, @Nullable TestCertificate issuer) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name("CN=" + host);
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer == null
                  ? name
                  : new X500Name(issuer.certificate.getSubjectX500Principal().getName()),
              BigInteger.ONE,
              Date.from(from),
              Date.from(until),
              name,
              keys.getPublic());
      builder.addExtension(Extension.subjectAlternativeName, false, names(host));
      PrivateKey signing = (issuer == null ? keys : issuer.keys).getPrivate();
      return new TestCertificate(
          keys,
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing))));
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

  /** What a server with this certificate speaks. */
  SslContext serverSide() {
    try {
      return SslContextBuilder.forServer(keys.getPrivate(), List.of(certificate)).build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate as a CA file holds it. */
  public String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
