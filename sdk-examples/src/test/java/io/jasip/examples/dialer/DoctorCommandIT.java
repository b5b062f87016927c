package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.jr.ob.JSON;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.HeadlessChromium;
import io.jasip.fault.Fault;
import io.jasip.webrtc.WebRtcMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command against real servers. */
class DoctorCommandIT {

  private static final String PASSWORD = "secret250";

  @RegisterExtension static final AsteriskServer old = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer current = AsteriskServer.version(22);

  @TempDir Path folder;

  /** It takes longer on a busy machine than a diagnosis has for it. */
  @BeforeAll
  static void loadTheNativeLibrary() {
    WebRtcMedia media = WebRtcMedia.headless();
    media.retain().thenCompose(loaded -> media.release()).join();
  }

  private static Stream<AsteriskServer> servers() {
    return Stream.of(old, current);
  }

  private static Screen doctor(AsteriskServer pbx, String password, String... options) {
    List<String> arguments = new ArrayList<>(List.of("doctor", pbx.wssUrl(), "--user", "250"));
    arguments.addAll(List.of("--password", password, "--ca", pbx.caFile().toString()));
    arguments.addAll(List.of("--lang", "en"));
    arguments.addAll(List.of(options));
    return Screen.of(arguments.toArray(String[]::new));
  }

  private static String flat(Screen screen) {
    return screen.out().replaceAll("[│\\s]+", " ");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_healthy_server_gets_a_clean_bill(AsteriskServer pbx) {
    Screen screen = doctor(pbx, PASSWORD);

    assertThat(screen.code()).as(screen.out() + screen.err()).isZero();
    assertThat(screen.err()).isEmpty();
    assertThat(flat(screen)).contains("All is well", "Echo", "Hang-up (BYE)");
    assertThat(screen.out()).doesNotContain("  ! ", "  ✗ ", "Also found", PASSWORD);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_wrong_password_is_the_verdict(AsteriskServer pbx) {
    Screen screen = doctor(pbx, "not-the-password");

    assertThat(screen.code()).isEqualTo(1);
    assertThat(flat(screen))
        .contains("It breaks here: Registration", "CREDENTIALS_REFUSED")
        .contains(Fault.CREDENTIALS_REFUSED.text(Locale.ENGLISH).sentence())
        .contains("To repair it on Asterisk " + pbx.version())
        .doesNotContain("not-the-password");
  }

  @Test
  void a_missing_password_is_not_called_a_wrong_one() {
    Screen screen =
        Screen.of(
            "doctor",
            current.wssUrl(),
            "--user",
            "250",
            "--ca",
            current.caFile().toString(),
            "--no-call",
            "--lang",
            "en");

    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.out()).contains("CREDENTIALS_MISSING");
  }

  @Test
  void a_program_reads_the_quality_of_the_call() throws IOException {
    Screen screen = doctor(current, PASSWORD, "--json");

    Map<String, Object> json = JSON.std.mapFrom(screen.out());
    assertThat(json).containsEntry("verdict", "OK").containsEntry("exit", 0);
    assertThat((String) json.get("product")).contains("Asterisk");
    assertThat((List<?>) json.get("samples")).isNotEmpty();
    assertThat((List<?>) json.get("findings")).isEmpty();
    assertThat(json.get("ladder").toString()).contains("INVITE sip:9999@");
  }

  @Test
  void the_report_of_a_call_opens_in_a_browser() {
    Path page = folder.resolve("report.html");

    Screen screen = doctor(current, PASSWORD, "--report", page.toString());

    String dom = HeadlessChromium.installed().dom(page);
    assertThat(dom).as(screen.out()).contains("data-verdict=\"OK\"", "All is well", "<svg ");
    assertNoSecret(dom, PASSWORD);
  }

  @Test
  void the_report_of_a_failure_opens_in_a_browser() {
    Path page = folder.resolve("report.html");

    doctor(old, "not-the-password", "--report", page.toString());

    String dom = HeadlessChromium.installed().dom(page);
    assertThat(dom)
        .contains("data-verdict=\"FAILED\"")
        .contains(Fault.CREDENTIALS_REFUSED.text(Locale.ENGLISH).sentence());
    assertNoSecret(dom, "not-the-password");
  }

  /** Neither the password, nor the answer to a challenge, nor the key of ICE. */
  private static void assertNoSecret(String dom, String password) {
    assertThat(dom)
        .doesNotContain(password)
        .doesNotContainPattern("(?i)response=\"?[0-9a-f]{32}")
        .doesNotContainPattern("(?i)ice-pwd:(?!\\*\\*\\*)")
        .doesNotContainPattern("(?i)authorization:(?! ?\\*\\*\\*)");
  }

  @Test
  void the_log_of_a_server_explains_the_refusal() throws IOException {
    doctor(old, "not-the-password", "--no-call");
    // Asterisk writes its log on a thread of its own.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> old.log().contains("Failed to authenticate"));
    Path log = Files.writeString(folder.resolve("full"), old.log());

    Screen screen = Screen.of("doctor", "--log", log.toString(), "--lang", "en");

    assertThat(screen.err()).isEmpty();
    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.out()).contains("What the log says: ", "CREDENTIALS_REFUSED");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_configuration_that_works_has_no_mistake(AsteriskServer pbx) {
    Path configuration =
        Path.of(
            System.getProperty("jasip.root"), "sdk-examples/asterisk/asterisk-" + pbx.version());

    Screen screen = Screen.of("doctor", "--config", configuration.toString(), "--lang", "en");

    assertThat(screen.code()).as(screen.out()).isZero();
    assertThat(screen.out()).contains("Nothing wrong was found").doesNotContain("✗");
  }
}
