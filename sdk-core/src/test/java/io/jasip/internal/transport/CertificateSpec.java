package io.jasip.internal.transport;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Describes a certificate, good but for what a test changes, and makes it. */
public final class CertificateSpec {

  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final String subject;
  private @Nullable Made issuer;
  private boolean authority;
  private Instant from = Instant.now().minus(Duration.ofDays(1));
  private Instant until = Instant.now().plus(Duration.ofDays(1));
  private final List<GeneralName> names = new ArrayList<>();
  private @Nullable KeyPurposeId purpose;
  private int rsaBits;
  private String hash = "SHA256";
  private @Nullable String ocsp;
  private @Nullable String crl;

  private CertificateSpec(String subject) {
    this.subject = subject;
  }

  /** A certificate of a server; its names are to be added. */
  public static CertificateSpec of(String subject) {
    return new CertificateSpec(subject);
  }

  /** An authority's certificate. */
  public static CertificateSpec authority(String subject) {
    CertificateSpec spec = new CertificateSpec(subject);
    spec.authority = true;
    return spec;
  }

  public CertificateSpec signedBy(Made by) {
    issuer = by;
    return this;
  }

  public CertificateSpec valid(int fromDays, int untilDays) {
    from = Instant.now().plus(Duration.ofDays(fromDays));
    until = Instant.now().plus(Duration.ofDays(untilDays));
    return this;
  }

  public CertificateSpec dns(String name) {
    names.add(new GeneralName(GeneralName.dNSName, name));
    return this;
  }

  public CertificateSpec purpose(KeyPurposeId only) {
    purpose = only;
    return this;
  }

  public CertificateSpec rsa(int bits) {
    rsaBits = bits;
    return this;
  }

  public CertificateSpec hash(String name) {
    hash = name;
    return this;
  }

  public CertificateSpec ocsp(String url) {
    ocsp = url;
    return this;
  }

  public CertificateSpec crl(String url) {
    crl = url;
    return this;
  }

  public Made make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(rsaBits > 0 ? "RSA" : "EC");
      if (rsaBits > 0) {
        generator.initialize(rsaBits);
      } else {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      }
      KeyPair keys = generator.generateKeyPair();
      X500Name name = new X500Name("CN=" + subject);
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer == null
                  ? name
                  : new X500Name(issuer.certificate().getSubjectX500Principal().getName()),
              BigInteger.valueOf(SERIAL.getAndIncrement()),
              Date.from(from),
              Date.from(until),
              name,
              keys.getPublic());
      if (authority) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      }
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(new GeneralName[0])));
      }
      if (purpose != null) {
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      }
      if (ocsp != null) {
        builder.addExtension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(
                AccessDescription.id_ad_ocsp,
                new GeneralName(GeneralName.uniformResourceIdentifier, ocsp)));
      }
      if (crl != null) {
        GeneralNames at =
            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, crl));
        builder.addExtension(
            Extension.cRLDistributionPoints,
            false,
            new CRLDistPoint(
                new DistributionPoint[] {
                  new DistributionPoint(new DistributionPointName(at), null, null)
                }));
      }
      PrivateKey signing = (issuer == null ? keys : issuer.keys()).getPrivate();
      String algorithm = hash + "with" + (signing.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
      return new Made(
          keys,
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder(algorithm).build(signing))));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate and its key. */
  public record Made(KeyPair keys, X509Certificate certificate) {

    /** What a server speaks that sends this certificate and then the others. */
    public SslContext server(Made... others) {
      return build(serverBuilder(others));
    }

    /** The same, and wants a certificate of the client that this authority has signed. */
    public SslContext serverThatAsks(Made trusted) {
      return build(
          serverBuilder().trustManager(trusted.certificate()).clientAuth(ClientAuth.REQUIRE));
    }

    public SslContextBuilder serverBuilder(Made... others) {
      List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
      for (Made each : others) {
        chain.add(each.certificate());
      }
      return SslContextBuilder.forServer(keys.getPrivate(), chain);
    }

    public static SslContext build(SslContextBuilder builder) {
      try {
        return builder.build();
      } catch (javax.net.ssl.SSLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
