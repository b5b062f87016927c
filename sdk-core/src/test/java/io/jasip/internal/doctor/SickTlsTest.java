package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.internal.transport.CertificateSpec;
import io.jasip.internal.transport.CertificateSpec.Made;
import io.jasip.sip.SipMethod;
import io.jasip.transport.TlsConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Faults of TLS")
class SickTlsTest extends DoctorTest {

  record Row(String what, Made certificate, TlsConfig tls, Fault fault) {
    @Override
    public String toString() {
      return what + " | " + fault;
    }
  }

  static Stream<Row> certificates() {
    Made intermediate =
        CertificateSpec.authority("Intermediate").signedBy(ROOT).valid(-1, 90).make();
    Made selfSigned = CertificateSpec.of("localhost").dns("localhost").valid(-1, 90).make();
    Made stranger = CertificateSpec.authority("Stranger").valid(-1, 90).make();
    return Stream.of(
        new Row("self-signed", selfSigned, TRUSTING_ROOT, Fault.TLS_CERTIFICATE_SELF_SIGNED),
        new Row(
            "of an authority that Java does not know",
            certificate().make(),
            TlsConfig.system(),
            Fault.TLS_CERTIFICATE_UNTRUSTED),
        new Row(
            "without its intermediate",
            certificate().signedBy(intermediate).make(),
            TRUSTING_ROOT,
            Fault.TLS_CHAIN_INCOMPLETE),
        new Row(
            "for another host",
            CertificateSpec.of("other").dns("other.example").signedBy(ROOT).valid(-1, 90).make(),
            TRUSTING_ROOT,
            Fault.TLS_HOST_MISMATCH),
        new Row(
            "expired",
            certificate().valid(-60, -30).make(),
            TRUSTING_ROOT,
            Fault.TLS_CERTIFICATE_EXPIRED),
        new Row(
            "not yet valid",
            certificate().valid(30, 60).make(),
            TRUSTING_ROOT,
            Fault.TLS_CERTIFICATE_NOT_YET_VALID),
        new Row(
            "with a weak key",
            certificate().rsa(1024).make(),
            TRUSTING_ROOT,
            Fault.TLS_CERTIFICATE_WEAK),
        new Row(
            "for clients",
            certificate().purpose(KeyPurposeId.id_kp_clientAuth).make(),
            TRUSTING_ROOT,
            Fault.TLS_CERTIFICATE_UNFIT),
        new Row(
            "other than the pinned one",
            selfSigned,
            TlsConfig.pinning("00".repeat(32)),
            Fault.TLS_PIN_MISMATCH),
        new Row("of nobody's", stranger, TRUSTING_ROOT, Fault.TLS_CERTIFICATE_SELF_SIGNED));
  }

  @ParameterizedTest(name = "a certificate {0}")
  @MethodSource("certificates")
  void aCertificate(Row row) {
    IllPbx pbx = open(new IllPbx(row.certificate()));

    Diagnosis diagnosis = examine(pbx.url(), alice -> alice.tls(row.tls()));

    assertFirst(diagnosis, row.fault(), Step.TLS);
    assertThat(evidence(diagnosis, Step.TLS, "tls.certificate.sha256")).hasSize(95);
    assertThat(result(diagnosis, Step.UPGRADE).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(pbx.requests()).as("no user name, no password").isEmpty();
  }

  /** That is not about TLS: whoever looks at the certificate would look in vain. */
  @Test
  void aServerThatEndsAfterTheFirstHandshake() {
    IllServer[] ending = new IllServer[1];
    ending[0] =
        open(
            IllServer.https(
                GOOD,
                asked -> {
                  ending[0].close();
                  return "";
                }));

    assertFirst(examine(ending[0].url(true)), Fault.TCP_REFUSED, Step.TLS);
  }

  @Test
  void credentialsAreSentInSpiteOfTlsToWhoeverWantsThat() {
    IllPbx pbx = open(new IllPbx(certificate().valid(-60, -30).make()));
    UA alice = alice(pbx.url()).build();

    Diagnosis diagnosis =
        examine(
            alice,
            new DoctorOptions("9999", false, true, Duration.ofSeconds(2)),
            Deadlines.DEFAULT);

    assertFirst(diagnosis, Fault.TLS_CERTIFICATE_EXPIRED, Step.TLS);
    assertThat(result(diagnosis, Step.REGISTER).verdict()).isEqualTo(Verdict.OK);
    assertThat(pbx.requests()).anyMatch(request -> request.is(SipMethod.REGISTER));
  }

  @Test
  void aClockThatIsBehind() {
    Made future = certificate().valid(30, 60).make();
    IllServer server =
        open(
            IllServer.https(
                future,
                asked ->
                    IllServer.notFoundByAsterisk()
                        .replace(
                            "\r\nServer:",
                            "\r\nDate: "
                                + DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    Instant.now()
                                        .plus(Duration.ofDays(45))
                                        .atOffset(ZoneOffset.UTC))
                                + "\r\nServer:")));

    assertFirst(examine(server.url(true)), Fault.CLOCK_WRONG, Step.TLS);
  }

  /** Also those behind the first one are shown, whoever trusts them. */
  @Test
  void theWholeChainIsShown() {
    Made intermediate =
        CertificateSpec.authority("Intermediate").signedBy(ROOT).valid(-1, 90).make();
    Made leaf = certificate().signedBy(intermediate).make();
    IllPbx pbx = open(new IllPbx(leaf.server(intermediate)));

    Diagnosis diagnosis = examine(pbx.url());

    assertHealthy(diagnosis);
    assertThat(evidence(diagnosis, Step.TLS, "tls.cipher")).startsWith("TLS_");
    assertThat(evidence(diagnosis, Step.TLS, "tls.certificate.subject")).isEqualTo("CN=localhost");
    assertThat(evidence(diagnosis, Step.TLS, "tls.certificate.issuer"))
        .isEqualTo("CN=Intermediate");
    assertThat(evidence(diagnosis, Step.TLS, "tls.certificate.key")).matches("(RSA|EC) \\d+");
    assertThat(evidence(diagnosis, Step.TLS, "tls.certificate.until"))
        .isEqualTo(leaf.certificate().getNotAfter().toInstant().toString());
    assertThat(evidence(diagnosis, Step.TLS, "tls.chain.1.subject")).isEqualTo("CN=Intermediate");
    assertThat(evidence(diagnosis, Step.TLS, "tls.chain.1.issuer")).isEqualTo("CN=Root");
    assertThat(evidence(diagnosis, Step.TLS, "tls.chain.1.until"))
        .isEqualTo(intermediate.certificate().getNotAfter().toInstant().toString());
    assertThat(evidence(diagnosis, Step.TLS, "tls.chain.length")).isEqualTo("2");
    assertThat(evidence(diagnosis, Step.TLS, "tls.chain.end")).isEqualTo("issued by CN=Root");
    assertThat(evidence(diagnosis, Step.TLS, "tls.trusted.system")).isEqualTo("false");
  }

  @Test
  void aCertificateThatEndsSoon() {
    IllPbx pbx = open(new IllPbx(certificate().valid(-80, 9).make()));

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.TLS_CERTIFICATE_EXPIRES_SOON, Step.TLS);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(result(diagnosis, Step.REGISTER).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aCertificateWithACommonNameAlone() {
    Made bare = CertificateSpec.of("localhost").signedBy(ROOT).valid(-1, 90).make();
    IllPbx pbx = open(new IllPbx(bare));

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.TLS_COMMON_NAME_ONLY, Step.TLS);
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.WARNING);
  }

  @Test
  void aPortWithoutTls() {
    IllServer server =
        open(
            IllServer.plain(
                client -> {
                  client.getInputStream().read();
                  client
                      .getOutputStream()
                      .write(
                          IllServer.page(400, "Bad Request", "Asterisk/16.28.0", "Invalid Request")
                              .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                }));

    assertFirst(examine(server.url(true)), Fault.TLS_ON_PLAIN_PORT, Step.TLS);
  }

  @Test
  void aPortWithoutTlsThatSaysNothingToIt() {
    IllPbx pbx = open(IllPbx.plain());

    assertFirst(examine(pbx.url().replace("ws:", "wss:")), Fault.TLS_ON_PLAIN_PORT, Step.TLS);
  }

  @Test
  void aServerThatHangs() {
    assertFirst(examine(open(IllServer.silent()).url(true)), Fault.TLS_SILENT, Step.TLS);
  }

  @Test
  void aServerThatClosesWhateverIsSaid() {
    IllServer guard = open(IllServer.plain(client -> client.close()));

    assertFirst(examine(guard.url(true)), Fault.CONNECTION_SHUT, Step.TLS);
  }

  /** A few bytes of HTTP are answered by the end of the connection, and TLS by nothing. */
  @Test
  void longMessagesThatGetLost() {
    IllServer behindTunnel =
        open(
            IllServer.plain(
                client -> {
                  if (client.getInputStream().read() == 'G') {
                    client.close();
                  } else {
                    client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                  }
                }));

    assertFirst(examine(behindTunnel.url(true)), Fault.LARGE_PACKETS_LOST, Step.TLS);
  }

  @Test
  void nothingInCommon() {
    IllServer server =
        open(
            IllServer.plain(
                client -> {
                  client.getInputStream().read();
                  client.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
                }));

    assertFirst(examine(server.url(true)), Fault.TLS_NOTHING_IN_COMMON, Step.TLS);
  }

  @Test
  void aServerThatWantsACertificateOfOurs() {
    Made asking = certificate().make();
    IllPbx pbx = open(new IllPbx(asking.serverThatAsks(ROOT)));

    Diagnosis diagnosis = examine(pbx.url());

    assertFirst(diagnosis, Fault.TLS_CLIENT_CERTIFICATE_REFUSED, Step.TLS);
    assertThat(evidence(diagnosis, Step.TLS, "tls.client-certificate")).isEqualTo("asked for");
  }

  @Test
  void tlsAtThePortOfAPlainUrl() {
    IllPbx pbx = open(new IllPbx(GOOD));

    Diagnosis diagnosis = examine(pbx.url().replace("wss:", "ws:"));

    assertFirst(diagnosis, Fault.PLAIN_ON_TLS_PORT, Step.UPGRADE);
    assertThat(List.of(evidence(diagnosis, Step.UPGRADE, "tls.on-this-port")))
        .containsExactly("CN=localhost");
  }
}
