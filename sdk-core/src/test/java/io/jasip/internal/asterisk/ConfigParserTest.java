package io.jasip.internal.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.ConfigFinding;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigParserTest {

  @TempDir Path folder;

  @Test
  void templatesGiveWhatTheyHoldAndTheLastLineCounts() throws IOException {
    ConfigText text =
        parse(
            """
            [base](!)
            a=1
            b = 2 ; two
            [second](!,base)
            b => 3
            [250](base,second)
            c+=4
            [250](+)
            a=9
            """);

    Section section = text.section("250").orElseThrow();
    assertThat(section.value("a")).isEqualTo("9");
    assertThat(section.value("b")).isEqualTo("3");
    assertThat(section.value("c")).isEqualTo("4");
    assertThat(section.last("b").orElseThrow().line()).isEqualTo(5);
    assertThat(text.section("base")).isEmpty();
    assertThat(text.problems()).isEmpty();
  }

  @Test
  void commentsEndAtTheLineOrGoOverMany() throws IOException {
    ConfigText text =
        parse(
            """
            [general] ; here
            a=1\\;2 ; and more
            ;-- b=2
            c=3 --; d=4
            ;---- e=5
            f=6 ;-- not --; g
            """);

    assertThat(text.section("general").orElseThrow().settings())
        .extracting(Setting::shown)
        .containsExactly("a=1;2", "d=4", "f=6  g");
  }

  @Test
  void includedLinesBelongToTheSectionThatIncludesThemAndKeepTheirFile() throws IOException {
    Files.createDirectories(folder.resolve("conf.d"));
    Files.writeString(folder.resolve("http_additional.conf"), "\ntlsenable=yes\n");
    Files.writeString(folder.resolve("conf.d/b.conf"), "bindport=2\n");
    Files.writeString(folder.resolve("conf.d/a.conf"), "bindport=1\n");
    ConfigText text =
        parse(
            """
            [general]
            #include http_additional.conf
            #include "conf.d/*.conf"
            #tryinclude http_custom.conf
            #tryinclude </etc/asterisk/http_custom_post.conf>
            """);

    Section general = text.section("general").orElseThrow();
    assertThat(general.last("tlsenable").orElseThrow().file().getFileName())
        .hasToString("http_additional.conf");
    assertThat(general.last("tlsenable").orElseThrow().line()).isEqualTo(2);
    assertThat(general.value("bindport")).isEqualTo("2");
    assertThat(text.problems()).isEmpty();
    assertThat(text.whole()).isTrue();
  }

  @Test
  void aFileThatIncludesItselfComesToAnEnd() throws IOException {
    ConfigText text = parse("[general]\na=1\n#include test.conf\n");

    assertThat(text.section("general").orElseThrow().value("a")).isEqualTo("1");
  }

  @Test
  void whatAProgramPrintsIsNotKnown() throws IOException {
    assertThat(parse("[general]\n#exec /usr/bin/settings\n").whole()).isFalse();
  }

  /** FreePBX and Issabel write sections into files of their own, and users into _custom files. */
  @Test
  void theFilesOfFreePbxAreReadAndTheMistakeIsNamedInTheFileWhereItIs() throws IOException {
    for (String name : WorkingConfig.FILES.keySet()) {
      Files.writeString(folder.resolve(name), WorkingConfig.FILES.get(name));
    }
    Files.writeString(
        folder.resolve("pjsip.conf"),
        """
        #include pjsip.transports.conf
        #include pjsip.endpoint.conf
        #include pjsip.aor.conf
        #include pjsip.auth.conf
        #tryinclude pjsip_custom.conf
        #include pjsip.endpoint_custom_post.conf
        """);
    Files.writeString(
        folder.resolve("pjsip.transports.conf"),
        "[0.0.0.0-wss]\ntype=transport\nprotocol=wss\nbind=0.0.0.0:8089\n");
    Files.writeString(
        folder.resolve("pjsip.endpoint.conf"),
        "[250]\ntype=endpoint\naors=250\nauth=250-auth\ntos_audio=ef\ncontext=from-internal\n"
            + "callerid=Alice <250>\ndisallow=all\nallow=ulaw,opus\nmailboxes=250@device\n"
            + "media_encryption=dtls\nwebrtc=yes\nrtp_timeout=30\n");
    Files.writeString(
        folder.resolve("pjsip.aor.conf"), "[250]\ntype=aor\nmax_contacts=1\nremove_existing=yes\n");
    Files.writeString(
        folder.resolve("pjsip.auth.conf"),
        "[250-auth]\ntype=auth\nauth_type=userpass\nusername=250\npassword=hidden\n");
    Path custom = folder.resolve("pjsip.endpoint_custom_post.conf");
    Files.writeString(custom, "; of the user\n");
    assertThat(AsteriskConfig.lint(folder)).isEmpty();

    Files.writeString(custom, "; of the user\n[250](+)\ntransport=transport-wss\n");
    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).fault()).isEqualTo(Fault.TRANSPORT_NAME_MISSING);
    assertThat(findings.get(0).file()).isEqualTo(custom);
    assertThat(findings.get(0).line()).isEqualTo(3);
  }

  @Test
  void passwordsAreNeverShown() throws IOException {
    ConfigText text = parse("[a]\npassword=hidden\nSecret => hidden\nmd5_cred=hidden\n");

    assertThat(text.sections().get(0).settings())
        .allSatisfy(setting -> assertThat(setting.shown()).doesNotContain("hidden"));
  }

  /** What the texts tell people to paste is known to Asterisk. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void theLinesOfAFixAreKnownToAsterisk(Fault fault) throws IOException {
    for (List<String> fix : fault.text(Locale.ROOT).fixes().values()) {
      String file = "";
      for (int i = 0; i < fix.size(); i++) {
        if (fix.get(i).startsWith("; ")) {
          file = fix.get(i).substring(2);
          assertThat(file)
              .isIn(
                  "shell",
                  "nginx",
                  "http.conf",
                  "pjsip.conf",
                  "rtp.conf",
                  "modules.conf",
                  "extensions.conf",
                  "sip.conf");
          if (file.endsWith(".conf")) {
            check(file, block(fix, i + 1));
          }
        }
      }
    }
  }

  private static List<String> block(List<String> lines, int from) {
    int to = from;
    while (to < lines.size() && !lines.get(to).startsWith("; ")) {
      to++;
    }
    return lines.subList(from, to);
  }

  private static void check(String file, List<String> lines) throws IOException {
    ConfigText text = ConfigParser.parse(lines);
    assertThat(text.problems()).isEmpty();
    for (Section section : text.sections()) {
      String kind = file.equals("pjsip.conf") ? section.value("type") : file;
      assertThat(kind).as("%s of %s", section.name(), file).isNotEmpty();
      assertThat(section.settings())
          .allSatisfy(
              each ->
                  assertThat(
                          section.name().equals("ice_host_candidates")
                              || OptionNames.isKnown(kind, each.name()))
                      .as(each.name())
                      .isTrue());
    }
  }

  private ConfigText parse(String text) throws IOException {
    Files.writeString(folder.resolve("test.conf"), text);
    return ConfigParser.parse(folder, "test.conf");
  }
}
