package io.jasip.internal.tls;

import io.jasip.transport.RevocationCheck;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.TlsReason;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a server's certificate is trusted. The Java runtime has the say about path,
 * dates, usage, revocation and host name (RFC 5280, RFC 9525); what it lets pass and we do not is
 * in {@link ChainDiagnosis}, as are the reasons.
 */
final class ServerTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager authorities;
  private final @Nullable X509ExtendedTrustManager revocations;
  private final boolean certain;
  private final boolean ofRuntime;
  private final Set<String> pins;

  ServerTrust(TlsConfig config) throws GeneralSecurityException, IOException {
    this.authorities = trusting(config.trustedCertificates());
    this.revocations =
        config.revocation() == RevocationCheck.OFF
            ? null
            : asking(config.trustedCertificates(), config.revocation());
    this.certain = config.revocation() == RevocationCheck.REQUIRED;
    this.ofRuntime = config.trustedCertificates().isEmpty();
    this.pins = config.pins();
  }

  /** Trusts these certificates, or the authorities of the Java runtime if there are none. */
  private static X509ExtendedTrustManager trusting(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    if (certificates.isEmpty()) {
      factory.init((KeyStore) null);
    } else {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("trusted-" + i, certificates.get(i));
      }
      factory.init(store);
    }
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  /** The same, and asks for revocations. */
  private static X509ExtendedTrustManager asking(
      List<X509Certificate> certificates, RevocationCheck check)
      throws GeneralSecurityException, IOException {
    List<X509Certificate> trusted =
        certificates.isEmpty()
            ? List.of(trusting(certificates).getAcceptedIssuers())
            : certificates;
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            trusted.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet()),
            new X509CertSelector());
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathBuilder.getInstance("PKIX").getRevocationChecker();
    checker.setOptions(
        check == RevocationCheck.REQUIRED
            ? EnumSet.noneOf(PKIXRevocationChecker.Option.class)
            : EnumSet.of(PKIXRevocationChecker.Option.SOFT_FAIL));
    parameters.addCertPathChecker(checker);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    ChainDiagnosis diagnosis = new ChainDiagnosis(chain, engine.getPeerHost(), ofRuntime);
    try {
      deciding(chain[0]).checkServerTrusted(chain, authType, engine);
    } catch (CertificateRefusedException e) {
      throw e;
    } catch (CertificateException e) {
      throw diagnosis.explain(e);
    }
    if (revocations != null) {
      try {
        revocations.checkServerTrusted(chain, authType, engine);
      } catch (CertificateException e) {
        CertificateRefusedException why = diagnosis.explainRevocation(e);
        // The Java runtime's own soft failure leaves out certificates that name nobody to ask.
        if (certain || why.reason() == TlsReason.REVOKED) {
          throw why;
        }
      }
    }
    if (pins.isEmpty()) {
      diagnosis.checkDates();
      diagnosis.checkStrength();
    }
    if (engine.getSSLParameters().getEndpointIdentificationAlgorithm() != null) {
      diagnosis.checkWildcards();
    }
  }

  /** Who decides: the authorities, or, about a pinned certificate, nobody but itself. */
  private X509ExtendedTrustManager deciding(X509Certificate leaf) throws CertificateException {
    if (pins.isEmpty()) {
      return authorities;
    }
    String seen = fingerprint(leaf);
    if (!pins.contains(seen)) {
      throw new CertificateRefusedException(TlsReason.PIN_MISMATCH, colons(seen), null);
    }
    try {
      return trusting(List.of(leaf));
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException(e);
    }
  }

  private static String fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  private static String colons(String digits) {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(HexFormat.of().parseHex(digits));
  }

  /** Netty speaks TLS by engines alone. */
  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String authType, @Nullable Socket socket) {
    throw new UnsupportedOperationException("by engine only");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("by engine only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("servers only");
  }

  @Override
  public void checkClientTrusted(
      X509Certificate[] chain, String authType, @Nullable Socket socket) {
    throw new UnsupportedOperationException("servers only");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("servers only");
  }

  /** What is asked of servers, never of clients: no authority needs to be named. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
