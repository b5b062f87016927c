package io.jasip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.internal.transport.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsConfigTest {

  @TempDir Path folder;

  @Test
  void trustsTheCertificatesOfAFile() throws Exception {
    TestCertificate one = TestCertificate.valid();
    TestCertificate other = TestCertificate.valid();
    TlsConfig config =
        TlsConfig.trusting(file("A comment\n" + one.pem() + "another\n" + other.pem()));

    assertThat(config.trustedCertificates())
        .containsExactly(one.certificate(), other.certificate());
    assertThat(config.isVerified()).isTrue();
  }

  @Test
  void trustsACertificateInDer() throws Exception {
    TestCertificate one = TestCertificate.valid();
    Path file = folder.resolve("ca.der");
    Files.write(file, one.certificate().getEncoded());

    assertThat(TlsConfig.trusting(file).trustedCertificates()).containsExactly(one.certificate());
  }

  @Test
  void theDefaultTrustsTheRuntimesAuthorities() {
    assertThat(TlsConfig.system().trustedCertificates()).isEmpty();
    assertThat(TlsConfig.system().isVerified()).isTrue();
    assertThat(TlsConfig.insecure().isVerified()).isFalse();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = folder.resolve("no-such.pem");

    refused(file, "TLS: CA file \"" + file + "\" does not exist");
  }

  @Test
  void aFolderIsNamed() {
    refused(folder, "TLS: CA file \"" + folder + "\" cannot be read: ");
  }

  @Test
  void anEmptyFileIsNamed() throws Exception {
    Path file = file("");

    refused(file, "TLS: CA file \"" + file + "\" holds no certificate; give the one in PEM form");
  }

  @Test
  void aFileOfSomethingElseIsNamed() throws Exception {
    Path file = file("hello");

    refused(file, "TLS: CA file \"" + file + "\" ");
    refused(
        file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), "TLS: CA file ");
    refused(
        file("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"), "TLS: CA file ");
  }

  @Test
  void noCertificateAtAllIsRefused() {
    assertThatThrownBy(() -> TlsConfig.trusting(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TLS: no certificate given to trust");
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("ca.pem"), text);
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> TlsConfig.trusting(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why)
        .hasMessageNotContainingAny("\n", "\r");
  }
}
