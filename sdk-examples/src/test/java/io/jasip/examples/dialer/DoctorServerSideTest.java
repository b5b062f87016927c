package io.jasip.examples.dialer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alice has the log and the configuration of her server. */
class DoctorServerSideTest {

  private static final String IDLE =
      "[Nov 21 10:00:00] VERBOSE[7]: res_pjsip: Shutting down transport 'WSS to 192.0.2.7:36256'"
          + " since no request was received in 32 seconds\n";

  @TempDir Path folder;

  @Test
  void the_log_may_come_from_another_program() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(IDLE.getBytes(UTF_8)));
    try {
      Screen screen = Screen.of("doctor", "--log", "-", "--lang", "es");

      assertThat(screen.code()).isEqualTo(1);
      assertThat(screen.out()).contains("Lo que dice el log: -", "WS_CLOSED_WITHOUT_REQUEST");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void a_log_that_says_nothing_is_healthy() throws IOException {
    Path log = Files.writeString(folder.resolve("full"), "Asterisk Ready.\n");

    assertThat(Screen.of("doctor", "--log", log.toString(), "--lang", "en").code()).isZero();
  }

  private Screen configuration(String http) throws IOException {
    Files.writeString(folder.resolve("http.conf"), http);
    Files.writeString(
        folder.resolve("pjsip.conf"),
        "[250]\ntype=endpoint\ncontext=c\ndisallow=all\nallow=opus\nwebrtc=yes\nauth=a\n"
            + "aors=250\n[a]\ntype=auth\nusername=250\npassword=x\n[250]\ntype=aor\n"
            + "max_contacts=5\nremove_existing=yes\n");
    return Screen.of("doctor", "--config", folder.toString(), "--lang", "en");
  }

  @Test
  void a_line_that_is_missing_is_shown_below_its_section() throws IOException {
    Screen screen = configuration("[general]\nenabled=yes\nbindaddr=0.0.0.0\n");

    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.out())
        .contains("http.conf:1: ", "HTTPS_NOT_ENABLED")
        .containsSubsequence(
            "      There is:\n        [general]\n",
            "      Write:\n        [general]\n        tlsenable=yes\n");
  }

  /** What the line names is wrong, and without the line there would be no HTTPS at all. */
  @Test
  void nobody_is_told_to_remove_the_line_of_a_certificate() throws IOException {
    Files.createDirectory(folder.resolve("keys"));

    Screen screen =
        configuration(
            "[general]\nenabled=yes\ntlsenable=yes\ntlsbindaddr=0.0.0.0:8089\n"
                + "tlscertfile=/etc/asterisk/keys/nope.crt\n");

    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.out())
        .contains("CERTIFICATE_FILE_MISSING", "tlscertfile=/etc/asterisk/keys/nope.crt")
        .doesNotContain("Remove", "Write:");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Mistakes in the configuration, There is:",
    "es, Errores en la configuración, Dice:",
    "pt, Erros na configuração, Está assim:"
  })
  void the_page_shows_it_too(String language, String heading, String found) throws IOException {
    configuration("[general]\nenabled=yes\nbindaddr=0.0.0.0\n");
    Path page = folder.resolve("report.html");
    Path log = Files.writeString(folder.resolve("full"), IDLE);

    Screen screen =
        Screen.of(
            "doctor",
            "--config",
            folder.toString(),
            "--log",
            log.toString(),
            "--lang",
            language,
            "--report",
            page.toString());

    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.out()).contains(heading, found, "HTTPS_NOT_ENABLED");
    assertThat(Files.readString(page))
        .contains("<section id=\"log\">", "<section id=\"config\">", "data-verdict=\"FAILED\"")
        .contains(heading, "WS_CLOSED_WITHOUT_REQUEST", "HTTPS_NOT_ENABLED")
        .contains("[general]\ntlsenable=yes");
  }
}
