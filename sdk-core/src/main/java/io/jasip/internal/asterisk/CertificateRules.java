package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import io.jasip.internal.tls.PemFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A certificate and its key, as far as the files are at hand. */
final class CertificateRules {

  private static final Duration SOON = Duration.ofDays(14);
  private static final String AUTHORITY_INFO_ACCESS = "1.3.6.1.5.5.7.1.1";

  private final ServerFolder server;
  private final Findings findings;
  private final Fault missing;
  private final Fault mismatch;
  private final Fault unreadable;
  private final Fault encrypted;

  private CertificateRules(
      ServerFolder server,
      Findings findings,
      Fault missing,
      Fault mismatch,
      Fault unreadable,
      Fault encrypted) {
    this.server = server;
    this.findings = findings;
    this.missing = missing;
    this.mismatch = mismatch;
    this.unreadable = unreadable;
    this.encrypted = encrypted;
  }

  /** The pair of the HTTPS server. Returns the certificate if it could be read. */
  static Optional<X509Certificate> ofHttps(
      ServerFolder server, Findings findings, Setting certificate, Optional<Setting> key) {
    CertificateRules rules =
        new CertificateRules(
            server,
            findings,
            Fault.CERTIFICATE_FILE_MISSING,
            Fault.CERTIFICATE_KEY_MISMATCH,
            Fault.CERTIFICATE_KEY_UNREADABLE,
            Fault.CERTIFICATE_KEY_ENCRYPTED);
    List<X509Certificate> chain = rules.pair(certificate, key);
    if (!chain.isEmpty()) {
      rules.judge(certificate, chain);
    }
    return chain.stream().findFirst();
  }

  /**
   * The pair of an endpoint. Who signed it, for whom and until when does not matter there: clients
   * compare its fingerprint (RFC 8122). A key that the TLS library does not load matters.
   */
  static void ofDtls(
      ServerFolder server, Findings findings, Setting certificate, Optional<Setting> key) {
    CertificateRules rules =
        new CertificateRules(
            server,
            findings,
            Fault.ENDPOINT_NOT_LOADED,
            Fault.DTLS_CERTIFICATE_BROKEN,
            Fault.DTLS_CERTIFICATE_BROKEN,
            Fault.DTLS_CERTIFICATE_BROKEN);
    rules.weak(certificate, rules.pair(certificate, key), Fault.DTLS_CERTIFICATE_BROKEN);
  }

  private List<X509Certificate> pair(Setting certificate, Optional<Setting> keySetting) {
    Setting key = keySetting.orElse(certificate);
    List<X509Certificate> chain = List.of();
    Optional<Path> file = server.locate(certificate.value());
    if (file.isPresent()) {
      if (!Files.isRegularFile(file.get())) {
        findings.behind(
            certificate, "certificate-file-missing", missing, FAILED, certificate.value());
      } else {
        try {
          chain = PemFile.certificates("certificate", file.get());
        } catch (IllegalArgumentException e) {
          findings.behind(
              certificate, "certificate-unreadable", missing, FAILED, certificate.value());
        }
      }
    }
    Optional<Path> keyFile = server.locate(key.value());
    if (keyFile.isPresent() && (keySetting.isPresent() || !chain.isEmpty())) {
      keyOf(key, keyFile.get(), chain);
    }
    return chain;
  }

  private void keyOf(Setting setting, Path file, List<X509Certificate> chain) {
    if (!Files.isRegularFile(file)) {
      findings.behind(setting, "key-file-missing", missing, FAILED, setting.value());
      return;
    }
    permissions(setting, file);
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      findings.behind(setting, "key-unreadable", unreadable, FAILED, setting.value());
      return;
    }
    if (!text.contains("PRIVATE KEY-----")) {
      findings.behind(setting, "key-not-pem", unreadable, FAILED, setting.value());
    } else if (text.contains("BEGIN ENCRYPTED") || text.contains("Proc-Type: 4,ENCRYPTED")) {
      findings.behind(setting, "key-encrypted", encrypted, FAILED, setting.value());
    } else if (!chain.isEmpty()) {
      try {
        if (!belong(PemFile.key(file, null), chain.get(0).getPublicKey())) {
          findings.behind(setting, "key-mismatch", mismatch, FAILED, setting.value());
        }
      } catch (IllegalArgumentException | GeneralSecurityException e) {
        // A kind of key that Java cannot read: Asterisk may.
      }
    }
  }

  /** Only where the file lies where the server looks for it: a copy has other owners. */
  private void permissions(Setting setting, Path file) {
    Setting user =
        server
            .other("asterisk.conf")
            .section("options")
            .flatMap(options -> options.last("runuser"))
            .orElse(setting);
    if (user.equals(setting)
        || user.value().equals("root")
        || !file.toString().equals(setting.value())) {
      return;
    }
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      Set<PosixFilePermission> may = attributes.permissions();
      boolean own = attributes.owner().getName().equals(user.value());
      if (!may.contains(PosixFilePermission.OTHERS_READ)
          && !(own && may.contains(PosixFilePermission.OWNER_READ))
          && !(!own && may.contains(PosixFilePermission.GROUP_READ))) {
        findings.behind(
            setting, "key-permissions", unreadable, FAILED, setting.value(), user.value());
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Nothing is known of its owner.
    }
  }

  private static boolean belong(PrivateKey key, PublicKey certified)
      throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          case "DSA" -> "SHA256withDSA";
          default -> key.getAlgorithm();
        };
    byte[] text = "alice calls bob".getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(text);
    return signature.verify(signed);
  }

  private void judge(Setting setting, List<X509Certificate> chain) {
    X509Certificate own = chain.get(0);
    Instant begins = own.getNotBefore().toInstant();
    Instant ends = own.getNotAfter().toInstant();
    if (server.now().isAfter(ends)) {
      findings.behind(
          setting, "certificate-expired", Fault.TLS_CERTIFICATE_EXPIRED, FAILED, day(ends));
    } else if (server.now().isBefore(begins)) {
      findings.behind(
          setting,
          "certificate-not-yet-valid",
          Fault.TLS_CERTIFICATE_NOT_YET_VALID,
          FAILED,
          day(begins));
    } else if (server.now().plus(SOON).isAfter(ends)) {
      findings.behind(
          setting,
          "certificate-expires-soon",
          Fault.TLS_CERTIFICATE_EXPIRES_SOON,
          WARNING,
          day(ends));
    }
    weak(setting, chain, Fault.TLS_CERTIFICATE_WEAK);
    boolean selfSigned = own.getSubjectX500Principal().equals(own.getIssuerX500Principal());
    if (selfSigned) {
      findings.behind(
          setting, "certificate-self-signed", Fault.TLS_CERTIFICATE_SELF_SIGNED, WARNING);
    } else if (chain.size() == 1 && own.getExtensionValue(AUTHORITY_INFO_ACCESS) != null) {
      // Public authorities sign with an intermediate, and say where it is to be had.
      findings.behind(
          setting,
          "certificate-chain-incomplete",
          Fault.TLS_CHAIN_INCOMPLETE,
          WARNING,
          own.getIssuerX500Principal().getName());
    }
    names(setting, own);
  }

  private void weak(Setting setting, List<X509Certificate> chain, Fault fault) {
    for (X509Certificate each : chain) {
      String algorithm = each.getSigAlgName().toUpperCase(Locale.ROOT);
      boolean signedBySelf = each.getSubjectX500Principal().equals(each.getIssuerX500Principal());
      boolean weakSignature = algorithm.startsWith("MD5") || algorithm.startsWith("SHA1");
      boolean weakKey =
          each.getPublicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < 2048;
      if (weakKey || (weakSignature && !signedBySelf)) {
        findings.behind(
            setting,
            "certificate-weak",
            fault,
            // OpenSSL 3 does not even load a certificate with such a key.
            FAILED,
            each.getSubjectX500Principal().getName());
        return;
      }
    }
  }

  private void names(Setting setting, X509Certificate own) {
    Collection<List<?>> names;
    try {
      names = own.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return;
    }
    if (names == null) {
      findings.behind(setting, "certificate-without-names", Fault.TLS_COMMON_NAME_ONLY, WARNING);
      return;
    }
    String host = server.options().server().map(URI::getHost).orElse(null);
    if (host == null) {
      return;
    }
    String wanted = host.replaceAll("^\\[|]$", "");
    boolean named = names.stream().anyMatch(name -> matches(String.valueOf(name.get(1)), wanted));
    if (!named) {
      findings.behind(
          setting,
          "certificate-for-another-host",
          Fault.TLS_HOST_MISMATCH,
          FAILED,
          wanted,
          String.join(", ", names.stream().map(name -> String.valueOf(name.get(1))).toList()));
    }
  }

  private static boolean matches(String name, String host) {
    int dot = host.indexOf('.');
    return name.equalsIgnoreCase(host)
        || (name.startsWith("*.")
            && dot > 0
            && name.substring(1).equalsIgnoreCase(host.substring(dot)));
  }

  private static String day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
  }
}
