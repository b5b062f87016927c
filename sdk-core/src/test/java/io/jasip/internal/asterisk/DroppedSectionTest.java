package io.jasip.internal.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.ConfigFinding;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values for which Asterisk 16.28 and 22.10 drop a section, and values for which they do not. */
class DroppedSectionTest {

  @TempDir Path folder;

  @BeforeEach
  void copyWhatWorks() throws IOException {
    for (String name : WorkingConfig.FILES.keySet()) {
      Files.writeString(folder.resolve(name), WorkingConfig.FILES.get(name));
    }
  }

  private void replace(String from, String to) throws IOException {
    String before = WorkingConfig.FILES.get("pjsip.conf");
    assertThat(before).contains(from);
    Files.writeString(folder.resolve("pjsip.conf"), before.replaceFirst(from, to));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "allow=opuss,ulaw ! allow=opus,ulaw",
        "allow=opus,pcmu ! allow=opus,ulaw",
        "allow=opus ulaw alaw ! allow=opus,ulaw,alaw",
        "allow=opus&ulaw ! allow=opus,ulaw",
        "allow=opus,ulaw, ! allow=opus,ulaw",
        "allow=opus,,ulaw ! allow=opus,ulaw",
      })
  void namesOfCodecs(String line, String correction) throws IOException {
    replace("allow=opus,ulaw,alaw", line);

    assertThat(AsteriskConfig.lint(folder))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("pjsip-value-invalid");
              assertThat(finding.fault()).isEqualTo(Fault.ENDPOINT_NOT_LOADED);
              assertThat(finding.correction()).isEqualTo(correction);
            });
  }

  /** Forms that are seldom written, and work. */
  @ParameterizedTest
  @ValueSource(strings = {"allow=opus|ulaw", "allow=(opus|ulaw)", "allow=(opus)"})
  void namesOfCodecsInOtherForms(String line) throws IOException {
    replace("allow=opus,ulaw,alaw", line);

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "allow=, pjsip-value-invalid",
    "disallow=pcmu, pjsip-value-invalid",
    "timers=sometimes, pjsip-value-invalid",
    "100rel=maybe, pjsip-value-invalid",
    "direct_media_method=bye, pjsip-value-invalid",
    "connected_line_method=bye, pjsip-value-invalid",
    "redirect_method=me, pjsip-value-invalid",
    "dtls_verify=fingerprints, pjsip-value-invalid",
    "dtls_rekey=never, pjsip-value-invalid",
    "device_state_busy_at=few, pjsip-value-invalid",
    "dtls_ca_file=/etc/asterisk/gone.crt, certificate-file-missing",
    "dtls_private_key=/etc/asterisk/gone.key, key-file-missing",
  })
  void linesOfAnEndpoint(String line, String rule) throws IOException {
    replace("direct_media=no", line);

    assertThat(AsteriskConfig.lint(folder))
        .extracting(ConfigFinding::rule, ConfigFinding::fault)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(rule, Fault.ENDPOINT_NOT_LOADED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"contact=192.0.2.7", "contact=192.0.2.7:5060"})
  void linesOfAnAor(String line) throws IOException {
    replace("remove_existing=yes", line);

    assertThat(AsteriskConfig.lint(folder))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("pjsip-value-invalid");
              assertThat(finding.correction()).isEqualTo(line.replace("contact=", "contact=sip:"));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allow=!all,opus,ulaw",
        "allow= opus , ulaw",
        "allow=OPUS,g722,vp8,h264,h265",
        "allow=ulaw:20,alaw:40",
        "allow=opus,evs",
        "disallow=",
        "disallow=g729",
        "timers=required",
        "timers=forced",
        "timers=t",
        "100rel=required",
        "100rel=1",
        "direct_media_method=reinvite",
        "direct_media_method=UPDATE",
        "dtls_verify=Fingerprint",
        "dtls_verify=on",
        "dtls_setup=holdconn",
        "redirect_method=uri_core",
        "dtls_rekey=0",
        "sub_min_expiry=0",
      })
  void whatAsteriskTakesIsNoMistake(String line) throws IOException {
    replace("direct_media=no", line);

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }
}
