package io.jasip.internal.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.ConfigFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An extension that a wizard makes is judged like one that is written out. */
class WizardRulesTest {

  private static final String ALICE =
      """
      [phone](!)
      type=wizard
      accepts_registrations=yes
      accepts_auth=yes
      endpoint/context=from-internal
      endpoint/disallow=all
      endpoint/allow=opus,ulaw
      endpoint/webrtc=yes
      aor/max_contacts=3
      aor/remove_existing=yes

      [alice](phone)
      inbound_auth/username=alice
      inbound_auth/password=hidden
      """;

  @TempDir Path folder;

  @BeforeEach
  void copyWhatWorks() throws IOException {
    for (String name : List.of("http.conf", "rtp.conf", "modules.conf", "extensions.conf")) {
      Files.writeString(folder.resolve(name), WorkingConfig.FILES.get(name));
    }
    Files.writeString(folder.resolve("pjsip_wizard.conf"), ALICE);
  }

  @Test
  void aWizardAloneIsEnough() throws IOException {
    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint/webrtc=yes, endpoint/wertc=yes, pjsip-option-misspelt, endpoint/webrtc=yes",
    "endpoint/webrtc=yes, ;, pjsip-no-webrtc-endpoint, endpoint/webrtc=yes",
    "accepts_registrations=yes, ;, wizard-without-registrations, accepts_registrations=yes",
    "accepts_auth=yes, accept_auths=yes, wizard-option-unknown, accepts_auth=yes",
    "endpoint/allow, endpont/allow, wizard-option-unknown, 'endpoint/allow=opus,ulaw'",
    "aor/max_contacts=3, aor/max_contacts=0, aor-without-contacts, aor/max_contacts=5",
    "inbound_auth/username=alice, ;, auth-without-username, inbound_auth/username=alice",
    "from-internal, from-interal, endpoint-context-missing, endpoint/context=from-internal",
    "type=wizard, ;, pjsip-type-missing, type=wizard",
  })
  void aMistakeIsNamedAsTheFileWritesIt(String from, String to, String rule, String correction)
      throws IOException {
    Files.writeString(folder.resolve("pjsip_wizard.conf"), ALICE.replace(from, to));

    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings).extracting(ConfigFinding::rule).contains(rule);
    ConfigFinding finding =
        findings.stream().filter(each -> each.rule().equals(rule)).findFirst().orElseThrow();
    assertThat(finding.file()).isEqualTo(folder.resolve("pjsip_wizard.conf"));
    // What is missing is put below the line that its section begins with.
    assertThat(finding.correction().replace(finding.found() + "\n", "")).startsWith(correction);
  }

  @Test
  void whatIsInADatabaseIsNotMissed() throws IOException {
    Files.writeString(folder.resolve("pjsip_wizard.conf"), "");
    Files.writeString(
        folder.resolve("pjsip.conf"), "[250]\ntype=endpoint\nwebrtc=yes\nauth=250\naors=250\n");
    Files.writeString(
        folder.resolve("sorcery.conf"),
        "[res_pjsip]\nauth=realtime,ps_auths\naor=realtime,ps_aors\n");

    assertThat(AsteriskConfig.lint(folder))
        .extracting(ConfigFinding::rule)
        .doesNotContain("auth-missing", "aor-missing");
  }
}
