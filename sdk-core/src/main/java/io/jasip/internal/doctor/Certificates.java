package io.jasip.internal.doctor;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** What is to be seen in certificates that a server presents. */
final class Certificates {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private Certificates() {}

  static void describe(Notes notes, List<X509Certificate> chain) {
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate each = chain.get(i);
      String prefix = i == 0 ? "tls.certificate." : "tls.chain." + i + ".";
      notes
          .saw(prefix + "subject", each.getSubjectX500Principal().getName())
          .saw(prefix + "issuer", each.getIssuerX500Principal().getName())
          .saw(prefix + "from", each.getNotBefore().toInstant())
          .saw(prefix + "until", each.getNotAfter().toInstant())
          .saw(prefix + "key", key(each.getPublicKey()))
          .saw(prefix + "signature", each.getSigAlgName());
    }
    X509Certificate leaf = chain.get(0);
    List<String> names = names(leaf);
    notes
        .saw("tls.certificate.names", names.isEmpty() ? "none" : String.join(", ", names))
        .saw("tls.certificate.sha256", fingerprint(leaf))
        .saw("tls.chain.length", chain.size())
        .saw("tls.chain.end", end(chain));
  }

  /** Where the chain leads to. */
  private static String end(List<X509Certificate> chain) {
    X509Certificate last = chain.get(chain.size() - 1);
    if (isSelfSigned(last)) {
      return chain.size() == 1 ? "signed by itself" : "a root that is sent along";
    }
    for (int i = 0; i + 1 < chain.size(); i++) {
      if (!chain
          .get(i)
          .getIssuerX500Principal()
          .equals(chain.get(i + 1).getSubjectX500Principal())) {
        return "broken: certificate " + (i + 1) + " is not the issuer of the one before it";
      }
    }
    return "issued by " + last.getIssuerX500Principal().getName();
  }

  static boolean isSelfSigned(X509Certificate certificate) {
    if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Host names and addresses of the subject alternative name (RFC 5280 section 4.2.1.6). */
  static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> each : all == null ? List.<List<?>>of() : all) {
        if (each.get(0).equals(DNS_NAME) || each.get(0).equals(IP_ADDRESS)) {
          names.add(String.valueOf(each.get(1)));
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return names;
  }

  static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      return "unreadable";
    }
  }

  /** Whether the authorities of the Java runtime lead to it; host names aside. */
  static boolean isTrustedBySystem(List<X509Certificate> chain) {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init((KeyStore) null);
      String algorithm = chain.get(0).getPublicKey().getAlgorithm();
      ((X509TrustManager) factory.getTrustManagers()[0])
          .checkServerTrusted(
              chain.toArray(new X509Certificate[0]),
              algorithm.equals("RSA") ? "ECDHE_RSA" : "ECDHE_ECDSA");
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String key(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return "RSA " + rsa.getModulus().bitLength();
    }
    return key instanceof ECKey ec
        ? "EC " + ec.getParams().getOrder().bitLength()
        : key.getAlgorithm();
  }
}
