package io.jasip.internal.tls;

import io.jasip.transport.TlsReason;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the certificates that a server has sent. */
final class ChainDiagnosis {

  private static final int RSA_BITS = 2048;
  private static final int CURVE_BITS = 224;
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /** Where to get the issuer's certificate (RFC 5280 section 4.2.2.1): in public certificates. */
  private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

  private final X509Certificate[] chain;
  private final X509Certificate leaf;
  private final String host;
  private final boolean ofRuntime;

  /**
   * Looks at a chain.
   *
   * @param chain the server's own certificate first
   * @param host that we connect to
   * @param ofRuntime whether the Java runtime's authorities are trusted, not those of a
   *     configuration
   */
  ChainDiagnosis(X509Certificate[] chain, @Nullable String host, boolean ofRuntime) {
    this.chain = chain;
    this.leaf = chain[0];
    this.host = host == null ? "" : host.toLowerCase(Locale.ROOT);
    this.ofRuntime = ofRuntime;
  }

  /** Puts what the Java runtime says into one reason. */
  CertificateException explain(CertificateException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CertificateExpiredException
          || each instanceof CertificateNotYetValidException) {
        return dates(failure);
      }
      if (each instanceof CertPathValidatorException path) {
        CertificateException known = explain(path);
        if (known != null) {
          return known;
        }
      }
    }
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("subject alternative") || text.contains("no name matching")) {
      return names(failure);
    }
    if (text.contains("usage does not")) {
      return new CertificateRefusedException(TlsReason.WRONG_USAGE, subject(leaf), failure);
    }
    return path(failure);
  }

  /**
   * The same for the question about revocation, which fails a path that is good otherwise. Unless
   * somebody has said so, nobody knows.
   */
  CertificateRefusedException explainRevocation(CertificateException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CertPathValidatorException path
          && path.getReason() == BasicReason.REVOKED) {
        return new CertificateRefusedException(
            TlsReason.REVOKED, String.valueOf(path.getMessage()), failure);
      }
    }
    return new CertificateRefusedException(
        TlsReason.REVOCATION_UNKNOWN, String.valueOf(failure.getMessage()), failure);
  }

  private @Nullable CertificateException explain(CertPathValidatorException failure) {
    if (failure.getReason() == BasicReason.ALGORITHM_CONSTRAINED) {
      CertificateRefusedException weak = weakness();
      return weak != null
          ? weak
          : new CertificateRefusedException(
              TlsReason.WEAK_SIGNATURE, String.valueOf(failure.getMessage()), failure);
    }
    if (failure.getReason() == PKIXReason.NOT_CA_CERT
        || failure.getReason() == PKIXReason.INVALID_KEY_USAGE
        || failure.getReason() == PKIXReason.PATH_TOO_LONG) {
      return new CertificateRefusedException(
          TlsReason.NOT_AN_AUTHORITY, subject(chain[Math.min(1, chain.length - 1)]), failure);
    }
    return null;
  }

  private CertificateException dates(CertificateException failure) {
    for (X509Certificate each : chain) {
      try {
        each.checkValidity();
      } catch (CertificateExpiredException e) {
        return new CertificateRefusedException(
            TlsReason.EXPIRED, subject(each) + " ended on " + each.getNotAfter(), e);
      } catch (CertificateNotYetValidException e) {
        return new CertificateRefusedException(
            TlsReason.NOT_YET_VALID, subject(each) + " begins on " + each.getNotBefore(), e);
      }
    }
    return failure;
  }

  private CertificateException names(CertificateException failure) {
    TlsReason reason = TlsReason.WRONG_HOST;
    if (isAddress(host)) {
      reason = TlsReason.WRONG_ADDRESS;
    } else if (names(DNS_NAME).stream().anyMatch(name -> name.contains("*"))) {
      reason = TlsReason.WILDCARD;
    }
    return new CertificateRefusedException(reason, shownNames(), failure);
  }

  private String shownNames() {
    List<String> names = new ArrayList<>(names(DNS_NAME));
    names.addAll(names(IP_ADDRESS));
    return names.isEmpty() ? subject(leaf) : String.join(", ", names);
  }

  /** There is no path to an authority that is trusted. */
  private CertificateException path(CertificateException failure) {
    if (isSelfSigned(leaf)) {
      return new CertificateRefusedException(TlsReason.SELF_SIGNED, subject(leaf), failure);
    }
    for (int i = 1; i < chain.length; i++) {
      if (signed(chain[i], chain[i - 1]) && chain[i].getBasicConstraints() < 0) {
        return new CertificateRefusedException(
            TlsReason.NOT_AN_AUTHORITY, subject(chain[i]), failure);
      }
    }
    // One certificate whose issuer is unknown: the issuer's own is missing, on the server or here.
    // Public certificates and configured authorities point to the server.
    boolean incomplete =
        chain.length == 1
            && (!ofRuntime || leaf.getExtensionValue(AUTHORITY_INFORMATION_ACCESS) != null);
    X509Certificate last = chain[chain.length - 1];
    return new CertificateRefusedException(
        incomplete ? TlsReason.MISSING_INTERMEDIATE : TlsReason.UNKNOWN_AUTHORITY,
        last.getIssuerX500Principal().getName(),
        failure);
  }

  /** The Java runtime does not look at the dates of a certificate that is trusted directly. */
  void checkDates() throws CertificateException {
    try {
      leaf.checkValidity();
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw dates(e);
    }
  }

  /** The Java runtime takes RSA keys of 1024 bits, and SHA-1 of private authorities. */
  void checkStrength() throws CertificateException {
    CertificateRefusedException weak = weakness();
    if (weak != null) {
      throw weak;
    }
  }

  private @Nullable CertificateRefusedException weakness() {
    for (X509Certificate each : chain) {
      int bits = bits(each.getPublicKey());
      int enough = each.getPublicKey() instanceof ECKey ? CURVE_BITS : RSA_BITS;
      if (bits > 0 && bits < enough) {
        return new CertificateRefusedException(
            TlsReason.WEAK_KEY,
            subject(each) + " has a key of " + bits + " bits, " + enough + " are needed",
            null);
      }
      String signature = each.getSigAlgName().toUpperCase(Locale.ROOT);
      // What somebody signs by himself is not trusted for the signature.
      if (!isSelfSigned(each) && signature.matches("(MD2|MD5|SHA-?1)WITH.*")) {
        return new CertificateRefusedException(
            TlsReason.WEAK_SIGNATURE, subject(each) + " is signed by " + signature, null);
      }
    }
    return null;
  }

  private static int bits(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return rsa.getModulus().bitLength();
    }
    if (key instanceof DSAKey dsa && dsa.getParams() != null) {
      return dsa.getParams().getP().bitLength();
    }
    return key instanceof ECKey ec ? ec.getParams().getOrder().bitLength() : 0;
  }

  /**
   * The Java runtime takes {@code s*.example.com}; RFC 9525 section 6.3 wants an asterisk to be a
   * label of its own, the leftmost. An asterisk for a whole top-level domain is refused too.
   */
  void checkWildcards() throws CertificateException {
    List<String> names = names(DNS_NAME);
    if (isAddress(host) || names.isEmpty() || names.stream().anyMatch(this::covers)) {
      return;
    }
    throw new CertificateRefusedException(TlsReason.WILDCARD, shownNames(), null);
  }

  private boolean covers(String name) {
    if (name.equals(host)) {
      return true;
    }
    int dot = host.indexOf('.');
    return name.startsWith("*.")
        && dot > 0
        && host.indexOf('.', dot + 1) > 0
        && name.substring(1).equals(host.substring(dot));
  }

  private List<String> names(int kind) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = leaf.getSubjectAlternativeNames();
      for (List<?> each : all == null ? List.<List<?>>of() : all) {
        if (each.get(0).equals(kind)) {
          names.add(String.valueOf(each.get(1)).toLowerCase(Locale.ROOT));
        }
      }
    } catch (CertificateParsingException e) {
      return List.of(); // no name at all
    }
    return names;
  }

  private static boolean isAddress(String host) {
    return host.contains(":") || host.matches("[0-9]+([.][0-9]+){3}");
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    return signed(certificate, certificate);
  }

  private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
    if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
