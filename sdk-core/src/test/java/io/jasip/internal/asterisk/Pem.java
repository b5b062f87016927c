package io.jasip.internal.asterisk;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates and keys as files, good but for what a test changes. */
final class Pem {

  private final KeyPair authority = keys(2048);
  private int bits = 2048;
  private int fromDays = -1;
  private int untilDays = 90;
  private boolean selfSigned;
  private boolean named = true;
  private boolean fromPublicAuthority;

  Pem bits(int number) {
    bits = number;
    return this;
  }

  Pem valid(int from, int until) {
    fromDays = from;
    untilDays = until;
    return this;
  }

  Pem selfSigned() {
    selfSigned = true;
    return this;
  }

  Pem withoutNames() {
    named = false;
    return this;
  }

  Pem fromPublicAuthority() {
    fromPublicAuthority = true;
    return this;
  }

  /** Writes NAME.crt and NAME.key. */
  void write(Path folder, String name) throws IOException {
    KeyPair own = keys(bits);
    Files.writeString(
        folder.resolve(name + ".key"), block("PRIVATE KEY", own.getPrivate().getEncoded()));
    try {
      Files.writeString(
          folder.resolve(name + ".crt"), block("CERTIFICATE", certificate(own).getEncoded()));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private X509Certificate certificate(KeyPair own)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    X500Name subject = new X500Name("CN=pbx.example.com");
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            selfSigned ? subject : new X500Name("CN=Intermediate of an authority"),
            BigInteger.TEN,
            Date.from(Instant.now().plus(Duration.ofDays(fromDays))),
            Date.from(Instant.now().plus(Duration.ofDays(untilDays))),
            subject,
            own.getPublic());
    if (named) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, "pbx.example.com")));
    }
    if (fromPublicAuthority) {
      builder.addExtension(
          Extension.authorityInfoAccess,
          false,
          new AuthorityInformationAccess(
              AccessDescription.id_ad_caIssuers,
              new GeneralName(
                  GeneralName.uniformResourceIdentifier, "http://authority.example/issuer.crt")));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withRSA")
                    .build((selfSigned ? own : authority).getPrivate())));
  }

  private static String block(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static KeyPair keys(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
