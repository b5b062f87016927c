package io.jasip.internal.asterisk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.ConfigFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in the folder, the linter comes to an end and says what it could not read. */
class HostileConfigTest {

  @TempDir Path folder;

  @BeforeEach
  void copyWhatWorks() throws IOException {
    for (String name : WorkingConfig.FILES.keySet()) {
      Files.writeString(folder.resolve(name), WorkingConfig.FILES.get(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http.conf", "pjsip.conf", "rtp.conf", "modules.conf", "extensions.conf"})
  void bytesThatAreNoTextAreCalledSo(String name) throws IOException {
    byte[] noise = new byte[100_000];
    new Random(42).nextBytes(noise);
    Files.write(folder.resolve(name), noise);

    assertThat(rules()).containsExactly("file-not-text");
  }

  @Test
  void aFileInUtf16IsNotReadByAsteriskEither() throws IOException {
    Files.writeString(folder.resolve("http.conf"), WorkingConfig.FILES.get("http.conf"), UTF_16);

    assertThat(rules()).containsExactly("file-not-text");
  }

  @Test
  void aFileOfMoreThan32MegabytesIsLeftOutAndNamed() throws IOException {
    Files.writeString(
        folder.resolve("extensions.conf"), "; a long comment in this line\n".repeat(1_200_000));

    assertThat(rules()).containsExactly("file-too-large");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderOrALinkToItselfOrToNothingIsNoFile() throws IOException {
    Files.delete(folder.resolve("http.conf"));
    Files.createDirectory(folder.resolve("http.conf"));
    Files.delete(folder.resolve("rtp.conf"));
    Files.createSymbolicLink(folder.resolve("rtp.conf"), Path.of("rtp.conf"));
    Files.delete(folder.resolve("modules.conf"));
    Files.createSymbolicLink(folder.resolve("modules.conf"), Path.of("/gone/modules.conf"));

    assertThat(rules()).containsOnly("file-unreadable").hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "#include pjsip.conf, include-cycle",
    "#include *.conf, include-cycle",
    "#include /etc/asterisk/pjsip.conf, include-cycle",
    "#include gone.conf, include-missing",
    "#include gone.d/*.conf, include-missing",
    "#include [gone, include-missing",
    "'#include {a,b', include-missing",
    "# include gone.conf, directive-unknown",
    "#include, directive-unknown",
    "[250](+, section-not-closed",
    "[nobody](+), template-missing",
    "voicemail_extension=1 --; an end alone, comment-not-closed",
  })
  void aLineThatCannotBeObeyedIsNamed(String line, String rule) throws IOException {
    Files.writeString(folder.resolve("pjsip.conf"), WorkingConfig.FILES.get("pjsip.conf") + line);

    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings).extracting(ConfigFinding::rule).containsExactly(rule);
    assertThat(Files.readAllLines(folder.resolve("pjsip.conf")).get(findings.get(0).line() - 1))
        .isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#tryinclude gone.conf",
        "#tryinclude /opt/gone/*.conf",
        "#exec /usr/local/bin/endpoints",
        "# a comment as in a shell script",
        ";-- nested ;-- comments --; are closed --;",
        "[x](!)",
        "[](!)",
      })
  void aLineThatDoesNoHarmIsNotNamed(String line) throws IOException {
    Files.writeString(folder.resolve("pjsip.conf"), WorkingConfig.FILES.get("pjsip.conf") + line);

    assertThat(rules()).isEmpty();
  }

  /** A slip of the pen must not put a password into a report. */
  @ParameterizedTest
  @CsvSource({
    "pjsip.conf, password=secret250, pasword=wonderland",
    "pjsip.conf, password=secret250, 'password=secret250\npassword wonderland'",
    "pjsip.conf, password=secret250, passwort = wonderland",
    "pjsip.conf, password=secret250, 'secret=wonderland'",
    "pjsip.conf, '[global]', 'password=wonderland\n[global]'",
    "rtp.conf, icesupport=yes, 'icesupport=yes\nturnpasword=wonderland'",
    "pjsip.conf, '[global]', '[trunk]\ntype=auth\nusername=250\noauth_secret=wonderland\nx=y\n[global]'",
  })
  void aPasswordIsNotShownWhateverIsWrongWithItsLine(String file, String from, String to)
      throws IOException {
    Files.writeString(folder.resolve(file), WorkingConfig.FILES.get(file).replace(from, to));

    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings).isNotEmpty();
    assertThat(findings.toString()).doesNotContain("wonderland");
  }

  @Test
  void aPasswordOfAWizardIsNotShown() throws IOException {
    Files.writeString(
        folder.resolve("pjsip_wizard.conf"),
        """
        [300]
        type=wizard
        accepts_auth=yes
        accepts_registrations=yes
        inbound_aut/password=wonderland
        inbound_auth/pasword=wonderland
        """);

    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings).extracting(ConfigFinding::rule).contains("wizard-option-unknown");
    assertThat(findings.toString()).doesNotContain("wonderland");
  }

  @Test
  void includesThatMultiplyComeToAnEnd() throws IOException {
    for (int i = 0; i < 9; i++) {
      Files.writeString(
          folder.resolve("level" + i + ".conf"),
          ("#include level" + (i + 1) + ".conf\n").repeat(9));
    }
    Files.writeString(folder.resolve("level9.conf"), "; nothing\n");
    Files.writeString(folder.resolve("rtp.conf"), "[general]\n#include level0.conf\n");

    assertThat(rules()).isNotEmpty().containsOnly("file-too-large");
  }

  @Test
  void aValueThatGrowsWithEachLineIsNotReadToTheEnd() throws IOException {
    Files.writeString(
        folder.resolve("extensions.conf"), "[globals]\n" + "LIST+=0123456789\n".repeat(100_000));

    assertThat(rules()).isNotEmpty().contains("file-too-large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n\n", "  \n", "\t; tab\n"})
  void endsOfLinesAndSpacesDoNotMatter(String end) throws IOException {
    for (String name : WorkingConfig.FILES.keySet()) {
      Files.writeString(
          folder.resolve(name),
          "\ufeff" + WorkingConfig.FILES.get(name).replace("\n", end).replace("=yes", " =\tyes"));
    }

    assertThat(rules()).isEmpty();
  }

  @Test
  void accentsInAnyEncodingAreOnlyNames() throws IOException {
    String accents = "; configuración\n[sala](!)\ncallerid=José <250>\n";
    Files.write(
        folder.resolve("pjsip.conf"),
        (accents + WorkingConfig.FILES.get("pjsip.conf")).getBytes(ISO_8859_1));

    assertThat(rules()).isEmpty();
  }

  @Test
  void aLineThatAsteriskSkipsBecauseOfItsLengthIsNamedWithItsNumber() throws IOException {
    Files.writeString(
        folder.resolve("pjsip.conf"),
        WorkingConfig.FILES
            .get("pjsip.conf")
            .replaceFirst("webrtc=yes", "webrtc=yes\ncallerid=" + "a".repeat(9000)));

    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings).extracting(ConfigFinding::rule).containsExactly("line-too-long");
    List<String> lines = Files.readAllLines(folder.resolve("pjsip.conf"));
    assertThat(lines.get(findings.get(0).line() - 1)).startsWith("callerid=aaa");
  }

  @Test
  void charactersThatMeanSomethingElsewhereAreTakenAsTheyAre() throws IOException {
    Files.writeString(
        folder.resolve("extensions.conf"),
        WorkingConfig.FILES.get("extensions.conf")
            + "[a$b\\]\nexten => _[5-,1,Answer()\nexten => _[z-a]X,1,NoOp()\nexten => _[^\\]X,1,NoOp()\n");
    Files.writeString(
        folder.resolve("pjsip.conf"),
        WorkingConfig.FILES
            .get("pjsip.conf")
            .replace("context=from-internal", "context=a$b\\\nallow=$1(["));

    assertThat(rules()).containsOnly("dialplan-without-echo");
  }

  private List<String> rules() throws IOException {
    return AsteriskConfig.lint(folder).stream().map(ConfigFinding::rule).toList();
  }
}
