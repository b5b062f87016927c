package io.jasip.examples.dialer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.fault.AsteriskVersion;
import io.jasip.fault.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be shown of a diagnosis. */
class ReportTest {

  private static Report of(Diagnosis diagnosis) {
    return Report.of(
        diagnosis,
        Diagnoses.SERVER,
        "alice",
        "9999",
        Optional.empty(),
        ServerSide.NONE,
        Secrets.of(List.of(Diagnoses.PASSWORD), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "Asterisk/13.38.3, V16",
    "Asterisk PBX 16.28.0~dfsg-0+deb11u4, V16",
    "Asterisk/certified/18.9-cert3, V18",
    "Asterisk/20.11.0, V18",
    "Asterisk PBX 21.0.0, V22",
    "Asterisk/22.10.1, V22",
    "FPBX-16.0.40(18.14.0), V18"
  })
  void the_generation_is_what_the_server_says(String product, AsteriskVersion generation) {
    Report report = of(Diagnoses.broken(Step.TLS, Fault.TLS_FAILED, "http.server", product));

    assertThat(report.versions()).containsExactly(generation);
    assertThat(report.seen()).isEqualTo(product);
  }

  @Test
  void all_generations_are_of_interest_when_the_server_says_nothing() {
    Report report = of(Diagnoses.broken(Step.TLS, Fault.TLS_FAILED, "http.server", "nginx/1.22"));

    assertThat(report.versions()).containsExactly(AsteriskVersion.values());
    assertThat(report.seen()).isEmpty();
  }

  @Test
  void the_user_knows_better_than_the_server() {
    Report report =
        Report.of(
            Diagnoses.healthy(),
            Diagnoses.SERVER,
            "",
            "9999",
            Optional.of(AsteriskVersion.V16),
            ServerSide.NONE,
            Secrets.of(List.of(), List.of()));

    assertThat(report.versions()).containsExactly(AsteriskVersion.V16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the password is correct-horse",
        "Authorization: Digest username=\"alice\", response=\"0f1e2d3c4b5a69788796a5b4c3d2e1f0\"",
        "Digest qop=auth, response=0f1e2d3c4b5a69788796a5b4c3d2e1f0, nc=1",
        "a=ice-pwd:0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "wss://pbx.example.com/ws?0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "https://alice:0f1e2d3c4b5a69788796a5b4c3d2e1f0@example.com/",
        "token=0f1e2d3c4b5a69788796a5b4c3d2e1f0"
      })
  void secrets_are_masked_wherever_they_stand(String secret) {
    Report report = of(Diagnoses.broken(Step.REGISTER, Fault.UNEXPLAINED, "x", secret));

    String shown = report.diagnosis().toString();

    assertThat(shown).contains("***").doesNotContain("correct-horse", "0f1e2d3c4b5a69788796a5b4");
  }

  @Test
  void a_password_that_is_the_extension_too_hides_not_the_extension() {
    Secrets secrets = Secrets.of(List.of("2501", "abc"), List.of("2501"));

    assertThat(secrets.mask("extension 2501, abc")).isEqualTo("extension 2501, abc");
  }

  @Test
  void a_number_that_is_called_stays_the_one_even_if_it_is_that_of_the_example_user() {
    Report report =
        Report.of(
            Diagnoses.healthy(),
            Diagnoses.SERVER,
            "251",
            "250",
            Optional.empty(),
            ServerSide.NONE,
            Secrets.of(List.of(), List.of()));

    assertThat(report.personal("exten => 9999,1,Answer() ; for [250], not 12505"))
        .isEqualTo("exten => 250,1,Answer() ; for [251], not 12505");
  }

  @Test
  void the_failure_comes_before_the_warnings() {
    Report report = of(Diagnoses.broken(Step.REGISTER, Fault.CREDENTIALS_REFUSED));

    assertThat(report.findings().get(0).fault()).isEqualTo(Fault.CREDENTIALS_REFUSED);
  }
}
