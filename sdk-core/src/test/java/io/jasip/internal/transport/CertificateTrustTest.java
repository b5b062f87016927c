package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.internal.tls.TlsContexts;
import io.jasip.internal.transport.CertificateSpec.Made;
import io.jasip.transport.ClientCertificate;
import io.jasip.transport.RevocationCheck;
import io.jasip.transport.TlsConfig;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are trusted, clients that show who they are, and sessions that go on. */
class CertificateTrustTest extends LoopbackTest {

  private static final char[] PASSWORD = "topsecret".toCharArray();

  private final Made root = CertificateSpec.authority("Root").make();
  private final Made good = CertificateSpec.of("localhost").dns("localhost").signedBy(root).make();

  @TempDir Path folder;

  private void connects(SslContext server, TlsConfig tls) {
    connect("wss://localhost:" + sipServer(server, connection -> alice).port() + "/ws", tls);
    assertThat(alice.connection()).isNotNull();
  }

  private TlsConfig.Builder trustingRoot() {
    return TlsConfig.builder().trust(List.of(root.certificate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bothVersionsOfTls(String version) {
    connects(Made.build(good.serverBuilder().protocols(version)), trustingRoot().build());
  }

  @Test
  void throughAnIntermediateThatTheServerSends() {
    Made intermediate = CertificateSpec.authority("Intermediate").signedBy(root).make();
    connects(
        CertificateSpec.of("localhost")
            .dns("localhost")
            .signedBy(intermediate)
            .make()
            .server(intermediate),
        trustingRoot().build());
  }

  /** Its owner has looked at it and taken it as it is. */
  @Test
  void aPinnedCertificateMayBeExpiredAndWeak() {
    Made old = CertificateSpec.of("localhost").dns("localhost").valid(-2, -1).rsa(1024).make();
    connects(old.server(), TlsConfig.pinning(Fingerprints.of(old.certificate())));
  }

  @Test
  void anotherHostNameWhereThatIsAllowed() {
    Made other = CertificateSpec.of("pbx").dns("pbx.example.com").signedBy(root).make();
    connects(other.server(), trustingRoot().withoutHostNameVerification().build());
  }

  @Test
  void notRevoked() {
    try (RevocationServer revocations = new RevocationServer(root)) {
      Made asked =
          CertificateSpec.of("localhost")
              .dns("localhost")
              .signedBy(root)
              .ocsp(revocations.url("/ocsp"))
              .make();
      connects(asked.server(), trustingRoot().revocation(RevocationCheck.REQUIRED).build());
    }
  }

  @Test
  void whereNobodyCanBeAskedAboutRevocation() {
    connects(good.server(), trustingRoot().revocation(RevocationCheck.WHERE_POSSIBLE).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS#8", "encrypted PKCS#8", "old", "encrypted old", "PKCS#12"})
  void aClientCertificate(String form) throws Exception {
    CertificateSpec alice = CertificateSpec.of("alice").signedBy(root);
    Made own = (form.endsWith("old") ? alice.rsa(2048) : alice).make();
    ClientCertificate client =
        form.equals("PKCS#12") ? pkcs12(own) : pem(own, key(own, form), form);
    assertThat(client).hasToString("ClientCertificate[CN=alice]");
    connects(good.serverThatAsks(root), trustingRoot().clientCertificate(client).build());
  }

  private static PemObjectGenerator key(Made own, String form) throws Exception {
    OutputEncryptor aes =
        new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
            .setProvider(new BouncyCastleProvider())
            .setPassword(PASSWORD)
            .build();
    return switch (form) {
      case "PKCS#8" -> new JcaPKCS8Generator(own.keys().getPrivate(), null);
      case "encrypted PKCS#8" -> new JcaPKCS8Generator(own.keys().getPrivate(), aes);
      case "old" -> new JcaMiscPEMGenerator(own.keys().getPrivate());
      default ->
          new JcaMiscPEMGenerator(
              own.keys().getPrivate(),
              new JcePEMEncryptorBuilder("AES-128-CBC")
                  .setProvider(new BouncyCastleProvider())
                  .build(PASSWORD));
    };
  }

  private ClientCertificate pem(Made own, PemObjectGenerator key, String form) throws IOException {
    return ClientCertificate.ofPem(
        file("alice.crt", own.certificate()),
        file("alice.key", key),
        form.startsWith("encrypted") ? PASSWORD : null);
  }

  private Path file(String name, Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    return Files.writeString(folder.resolve(name), text.toString());
  }

  private ClientCertificate pkcs12(Made own) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "alice", own.keys().getPrivate(), PASSWORD, new X509Certificate[] {own.certificate()});
    Path file = folder.resolve("alice.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    assertThatThrownBy(() -> ClientCertificate.ofPkcs12(file, "wrong".toCharArray()))
        .hasMessage("TLS: PKCS#12 file \"" + file + "\" does not open with this password");
    return ClientCertificate.ofPkcs12(file, PASSWORD);
  }

  @Test
  void aPkcs12FileMayHoldOtherKeysToo() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setEntry(
        "a-secret",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
        new KeyStore.PasswordProtection(PASSWORD));
    Path file = folder.resolve("several.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    assertThatThrownBy(() -> ClientCertificate.ofPkcs12(file, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());

    store.setKeyEntry(
        "b-alice", good.keys().getPrivate(), PASSWORD, new X509Certificate[] {good.certificate()});
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    assertThat(ClientCertificate.ofPkcs12(file, PASSWORD).chain())
        .containsExactly(good.certificate());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keyAndCertificateMayBeInOneFile(boolean keyFirst) throws Exception {
    String key = Files.readString(file("alice.key", key(good, "PKCS#8")));
    String certificate = Files.readString(file("alice.crt", good.certificate()));
    Path both = folder.resolve("alice.pem");
    Files.writeString(both, keyFirst ? key + certificate : certificate + key);
    assertThat(ClientCertificate.ofPem(both, both, null).chain())
        .containsExactly(good.certificate());
  }

  @Test
  void aKeyFileThatIsCutIsNamed() throws Exception {
    Path key = folder.resolve("cut.key");
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAAA\n-----END PRIVATE KEY-----\n");
    Path certificate = file("alice.crt", good.certificate());
    assertThatThrownBy(() -> ClientCertificate.ofPem(certificate, key, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("TLS: key file \"" + key + "\" cannot be read");
  }

  @Test
  void aKeyThatIsEncryptedNeedsItsPassword() throws Exception {
    Path key = file("alice.key", key(good, "encrypted PKCS#8"));
    Path certificate = file("alice.crt", good.certificate());
    assertThatThrownBy(() -> ClientCertificate.ofPem(certificate, key, null))
        .hasMessage("TLS: key file \"" + key + "\" is encrypted; give its password");
    assertThatThrownBy(() -> ClientCertificate.ofPem(certificate, key, "wrong".toCharArray()))
        .hasMessageContaining("is the password right?")
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(() -> ClientCertificate.ofPem(certificate, certificate, null))
        .hasMessage("TLS: key file \"" + certificate + "\" holds no private key in PEM form");
  }

  /** A resumed session was made when the first was. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whoConnectsAgainResumesTheSession(String version) {
    BlockingQueue<Long> made = new LinkedBlockingQueue<>();
    SslContext server = Made.build(good.serverBuilder().protocols(version));
    int port = rawServer(new RawServer.Tls(server, made::add, new RawServer.Frames()));
    for (int i = 0; i < 2; i++) {
      Alice each = new Alice();
      // An equal configuration, as another user agent may have it.
      connect("wss://localhost:" + port + "/ws", trustingRoot().build(), null, each);
      assertThat(each.connection()).isNotNull();
    }
    assertThat(take(made)).isEqualTo(take(made));
  }

  private static long take(BlockingQueue<Long> queue) {
    try {
      Long value = queue.poll(30, TimeUnit.SECONDS);
      assertThat(value).as("a handshake").isNotNull();
      return value;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void equalConfigurationsShareWhatTlsNeeds() throws Exception {
    assertThat(TlsContexts.of(trustingRoot().build()))
        .isSameAs(TlsContexts.of(trustingRoot().build()))
        .isNotSameAs(TlsContexts.of(trustingRoot().withoutHostNameVerification().build()));
  }
}
