package io.jasip.internal.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.LintOptions;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CertificateRulesTest {

  @TempDir Path folder;
  private Path keys;

  @BeforeEach
  void copyWhatWorks() throws IOException {
    for (String name : WorkingConfig.FILES.keySet()) {
      Files.writeString(
          folder.resolve(name),
          WorkingConfig.FILES
              .get(name)
              .replace(
                  "/etc/letsencrypt/live/pbx.example.com/fullchain.pem",
                  "/etc/asterisk/keys/pbx.crt")
              .replace(
                  "/etc/letsencrypt/live/pbx.example.com/privkey.pem",
                  "/etc/asterisk/keys/pbx.key"));
    }
    keys = Files.createDirectory(folder.resolve("keys"));
  }

  @Test
  void aGoodPairIsFaultless() throws IOException {
    new Pem().write(keys, "pbx");

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void bothFilesAreMissing() throws IOException {
    assertFinds(
        "certificate-file-missing",
        Fault.CERTIFICATE_FILE_MISSING,
        "key-file-missing",
        Fault.CERTIFICATE_FILE_MISSING);
  }

  @Test
  void nothingIsSaidOfFilesThatWereNotCopiedWithTheFolder() throws IOException {
    Files.delete(keys);

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void theKeyIsThatOfAnotherCertificate() throws IOException {
    new Pem().write(keys, "other");
    new Pem().write(keys, "pbx");
    Files.copy(
        keys.resolve("other.crt"),
        keys.resolve("pbx.crt"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertFinds("key-mismatch", Fault.CERTIFICATE_KEY_MISMATCH);
  }

  /** The owner of the files is whoever runs this test, and never the user that is named here. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theUserThatAsteriskRunsAsMayNotReadTheKey() throws IOException {
    new Pem().write(keys, "pbx");
    Path http = folder.resolve("http.conf");
    Files.writeString(
        http, Files.readString(http).replace("/etc/asterisk/keys/pbx.key", keys + "/pbx.key"));
    Files.writeString(folder.resolve("asterisk.conf"), "[options]\nrunuser=nobody-of-this-name\n");
    Files.setPosixFilePermissions(
        keys.resolve("pbx.key"), PosixFilePermissions.fromString("rw-------"));

    assertFinds("key-permissions", Fault.CERTIFICATE_KEY_UNREADABLE);

    Files.setPosixFilePermissions(
        keys.resolve("pbx.key"), PosixFilePermissions.fromString("rw-r-----"));
    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void theKeyHasAPassphrase() throws IOException {
    new Pem().write(keys, "pbx");
    Files.writeString(keys.resolve("pbx.key"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n");

    assertFinds("key-encrypted", Fault.CERTIFICATE_KEY_ENCRYPTED);
  }

  @Test
  void theCertificateIsGivenAsKey() throws IOException {
    new Pem().write(keys, "pbx");
    Files.copy(
        keys.resolve("pbx.crt"),
        keys.resolve("pbx.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertFinds("key-not-pem", Fault.CERTIFICATE_KEY_UNREADABLE);
  }

  @Test
  void theKeyIsGivenAsCertificate() throws IOException {
    new Pem().write(keys, "pbx");
    Files.copy(
        keys.resolve("pbx.key"),
        keys.resolve("pbx.crt"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertFinds("certificate-unreadable", Fault.CERTIFICATE_FILE_MISSING);
  }

  @Test
  void theCertificateHasExpired() throws IOException {
    new Pem().valid(-90, -1).write(keys, "pbx");

    assertFinds("certificate-expired", Fault.TLS_CERTIFICATE_EXPIRED);
  }

  /** Whoever took the line out would have no HTTPS at all. */
  @Test
  void theLineOfAnExpiredCertificateMayStay() throws IOException {
    new Pem().valid(-90, -1).write(keys, "pbx");

    assertThat(AsteriskConfig.lint(folder))
        .extracting(ConfigFinding::found, ConfigFinding::correction)
        .containsExactly(
            tuple(
                "tlscertfile=/etc/asterisk/keys/pbx.crt",
                "tlscertfile=/etc/asterisk/keys/pbx.crt"));
  }

  @Test
  void theCertificateExpiresInAWeek() throws IOException {
    new Pem().valid(-90, 7).write(keys, "pbx");

    assertFinds("certificate-expires-soon", Fault.TLS_CERTIFICATE_EXPIRES_SOON);
  }

  @Test
  void theCertificateIsNotValidYet() throws IOException {
    new Pem().valid(2, 90).write(keys, "pbx");

    assertFinds("certificate-not-yet-valid", Fault.TLS_CERTIFICATE_NOT_YET_VALID);
  }

  @Test
  void theKeyIsTooShort() throws IOException {
    new Pem().bits(1024).write(keys, "pbx");

    assertFinds("certificate-weak", Fault.TLS_CERTIFICATE_WEAK);
  }

  @Test
  void theCertificateIsSelfSigned() throws IOException {
    new Pem().selfSigned().write(keys, "pbx");

    assertFinds("certificate-self-signed", Fault.TLS_CERTIFICATE_SELF_SIGNED);
  }

  @Test
  void theIntermediateCertificateIsNotInTheFile() throws IOException {
    new Pem().fromPublicAuthority().write(keys, "pbx");

    assertFinds("certificate-chain-incomplete", Fault.TLS_CHAIN_INCOMPLETE);
  }

  @Test
  void theCertificateHasNoNames() throws IOException {
    new Pem().withoutNames().write(keys, "pbx");

    assertFinds("certificate-without-names", Fault.TLS_COMMON_NAME_ONLY);
  }

  @Test
  void theClientUsesAnotherName() throws IOException {
    new Pem().write(keys, "pbx");
    LintOptions client =
        new LintOptions(
            Optional.of(URI.create("wss://192.0.2.4:8089/ws")), Optional.empty(), "9999");

    assertThat(AsteriskConfig.lint(folder, client))
        .extracting(ConfigFinding::rule, ConfigFinding::fault)
        .containsExactly(tuple("certificate-for-another-host", Fault.TLS_HOST_MISMATCH));
  }

  @Test
  void theOnlyCipherIsForAnotherKindOfKey() throws IOException {
    new Pem().write(keys, "pbx");
    add("http.conf", "tlscipher=ECDHE-ECDSA-AES128-GCM-SHA256\n");

    assertFinds("http-cipher-unfit", Fault.TLS_NOTHING_IN_COMMON);
  }

  @Test
  void theKeyOfTheMediaIsThatOfAnotherCertificate() throws IOException {
    new Pem().write(keys, "pbx");
    new Pem().write(keys, "media");
    encryptMediaBy("media.crt", "pbx.key");

    assertFinds("key-mismatch", Fault.DTLS_CERTIFICATE_BROKEN);
  }

  @Test
  void theKeyOfTheMediaIsTooShort() throws IOException {
    new Pem().write(keys, "pbx");
    new Pem().bits(1024).write(keys, "media");
    encryptMediaBy("media.crt", "media.key");

    assertFinds("certificate-weak", Fault.DTLS_CERTIFICATE_BROKEN);
  }

  @Test
  void theCertificateOfTheMediaMayHaveExpired() throws IOException {
    new Pem().write(keys, "pbx");
    new Pem().valid(-90, -2).write(keys, "media");
    encryptMediaBy("media.crt", "media.key");

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  private void encryptMediaBy(String certificate, String key) throws IOException {
    String pjsip = Files.readString(folder.resolve("pjsip.conf"));
    Files.writeString(
        folder.resolve("pjsip.conf"),
        pjsip.replace(
            "webrtc=yes\nd",
            "webrtc=yes\ndtls_cert_file=/etc/asterisk/keys/"
                + certificate
                + "\ndtls_private_key=/etc/asterisk/keys/"
                + key
                + "\nd"));
  }

  private void add(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), Files.readString(folder.resolve(file)) + text);
  }

  private void assertFinds(String rule, Fault fault) throws IOException {
    assertThat(AsteriskConfig.lint(folder))
        .extracting(ConfigFinding::rule, ConfigFinding::fault)
        .containsExactly(tuple(rule, fault));
  }

  private void assertFinds(String rule, Fault fault, String rule2, Fault fault2)
      throws IOException {
    List<ConfigFinding> findings = AsteriskConfig.lint(folder);
    assertThat(findings)
        .extracting(ConfigFinding::rule, ConfigFinding::fault)
        .containsExactly(tuple(rule, fault), tuple(rule2, fault2));
  }
}
