package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.transport.CertificateSpec.Made;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.RevocationCheck;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.TlsReason;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates that are wrong, each in its own way: each is refused with its own reason. */
@DisplayName("Bad certificates")
class CertificateMatrixTest extends LoopbackTest {

  private static final Made ROOT = CertificateSpec.authority("Root").make();
  private static final Made INTERMEDIATE =
      CertificateSpec.authority("Intermediate").signedBy(ROOT).make();
  private static final Made NO_AUTHORITY = CertificateSpec.of("Branch").signedBy(ROOT).make();
  private static final RevocationServer REVOCATIONS = new RevocationServer(ROOT);
  private static final TlsConfig TRUSTING_ROOT = TlsConfig.trusting(List.of(ROOT.certificate()));

  /**
   * A row of the table.
   *
   * @param server what it speaks
   * @param host that alice connects to
   * @param says what the sentence must hold
   */
  record Row(
      String what, TlsReason reason, SslContext server, TlsConfig tls, String host, String says) {
    @Override
    public String toString() {
      return String.format("%-36s | %s", what, reason);
    }
  }

  @AfterAll
  static void stop() {
    REVOCATIONS.close();
  }

  private static CertificateSpec good() {
    return CertificateSpec.of("localhost").dns("localhost").signedBy(ROOT);
  }

  private static Row row(String what, TlsReason reason, CertificateSpec spec, String says) {
    return row(what, reason, spec.make().server(), TRUSTING_ROOT, says);
  }

  private static Row row(
      String what, TlsReason reason, SslContext server, TlsConfig tls, String says) {
    return new Row(what, reason, server, tls, "localhost", says);
  }

  private static TlsConfig asking(RevocationCheck check) {
    return TlsConfig.builder().trust(List.of(ROOT.certificate())).revocation(check).build();
  }

  static Stream<Row> rows() {
    Made selfSigned = CertificateSpec.of("localhost").dns("localhost").make();
    Made expiredSelf = CertificateSpec.of("localhost").dns("localhost").valid(-2, -1).make();
    Made stranger = CertificateSpec.authority("Stranger").make();
    Made revokedByOcsp = good().ocsp(REVOCATIONS.url("/ocsp")).make();
    Made revokedByCrl = good().crl(REVOCATIONS.url("/crl")).make();
    REVOCATIONS.revoke(revokedByOcsp);
    REVOCATIONS.revoke(revokedByCrl);
    return Stream.of(
        row(
            "self-signed",
            TlsReason.SELF_SIGNED,
            selfSigned.server(),
            TRUSTING_ROOT,
            "signed by itself; give it as CA file or its SHA-256 fingerprint as pin"),
        row("expired", TlsReason.EXPIRED, good().valid(-2, -1), "has expired; renew it"),
        row(
            "expired, though trusted directly",
            TlsReason.EXPIRED,
            expiredSelf.server(),
            TlsConfig.trusting(List.of(expiredSelf.certificate())),
            "has expired; renew it"),
        row("not yet valid", TlsReason.NOT_YET_VALID, good().valid(1, 2), "check the clocks"),
        row(
            "of another host",
            TlsReason.WRONG_HOST,
            CertificateSpec.of("localhost").dns("other.example.com").signedBy(ROOT),
            "connect by the name that is in it (other.example.com)"),
        row(
            "with an asterisk within a label",
            TlsReason.WILDCARD,
            CertificateSpec.of("localhost").dns("local*").signedBy(ROOT),
            "is for local*, where an asterisk stands for one whole label"),
        new Row(
            "without the IP address",
            TlsReason.WRONG_ADDRESS,
            good().make().server(),
            TRUSTING_ROOT,
            "127.0.0.1",
            "does not name this IP address but localhost"),
        row(
            "of an unknown authority",
            TlsReason.UNKNOWN_AUTHORITY,
            good().signedBy(stranger).make().server(stranger),
            TRUSTING_ROOT,
            "give the authority that signed it, \"CN=Stranger\", as CA file"),
        row(
            "without its intermediate",
            TlsReason.MISSING_INTERMEDIATE,
            good().signedBy(INTERMEDIATE),
            "without that of its issuer \"CN=Intermediate\"; install the full chain"),
        row(
            "with a weak key (RSA 1024)",
            TlsReason.WEAK_KEY,
            good().rsa(1024),
            "has a key of 1024 bits, 2048 are needed"),
        row(
            "signed with SHA-1",
            TlsReason.WEAK_SIGNATURE,
            good().hash("SHA1"),
            "is signed by SHA1WITHECDSA"),
        row(
            "revoked, says OCSP",
            TlsReason.REVOKED,
            revokedByOcsp.server(),
            asking(RevocationCheck.REQUIRED),
            "is revoked; install a new one"),
        row(
            "revoked, says the CRL",
            TlsReason.REVOKED,
            revokedByCrl.server(),
            asking(RevocationCheck.WHERE_POSSIBLE),
            "is revoked; install a new one"),
        row(
            "of which nobody says it",
            TlsReason.REVOCATION_UNKNOWN,
            good().make().server(),
            asking(RevocationCheck.REQUIRED),
            "nobody says whether it is revoked"),
        row(
            "signed by one that is no authority",
            TlsReason.NOT_AN_AUTHORITY,
            good().signedBy(NO_AUTHORITY).make().server(NO_AUTHORITY),
            TRUSTING_ROOT,
            "\"CN=Branch\" in its chain is not the certificate of an authority"),
        row(
            "for clients",
            TlsReason.WRONG_USAGE,
            good().purpose(KeyPurposeId.id_kp_clientAuth),
            "have it issued for server authentication"),
        row(
            "and none of the client",
            TlsReason.CLIENT_CERTIFICATE_REFUSED,
            good().make().serverThatAsks(ROOT),
            TRUSTING_ROOT,
            "give the one that the server expects"),
        row(
            "other than the pinned one",
            TlsReason.PIN_MISMATCH,
            selfSigned.server(),
            TlsConfig.pinning("00".repeat(32)),
            "its SHA-256 fingerprint is " + colons(selfSigned)));
  }

  private static String colons(Made made) {
    return Fingerprints.of(made.certificate());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isRefused(Row row) {
    int port = sipServer(row.server(), connection -> alice).port();

    ConnectionFailedException why = failure("wss://" + row.host() + ":" + port + "/ws", row.tls());

    assertThat(why.tlsReason()).as(why.getMessage()).contains(row.reason());
    assertSays(why, Layer.TLS, 0, row.host() + ":" + port, row.says());
  }
}
