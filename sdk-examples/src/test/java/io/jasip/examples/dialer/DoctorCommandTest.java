package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.examples.dialer.doctor.Diagnoses;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command, with diagnoses that are made up. */
class DoctorCommandTest {

  private final List<DoctorOptions> asked = new ArrayList<>();
  private final List<UA> examined = new ArrayList<>();

  private Screen run(Diagnosis diagnosis, String... options) {
    DoctorCommand.Examination examination =
        (ua, doctorOptions, listener) -> {
          examined.add(ua);
          asked.add(doctorOptions);
          diagnosis.steps().forEach(listener::onStepEnded);
          return CompletableFuture.completedFuture(diagnosis);
        };
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new DoctorCommand(examination));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--user", "alice", "--password", Diagnoses.PASSWORD));
    int code = line.execute(arguments.toArray(String[]::new));
    return new Screen(code, out.toString(), err.toString());
  }

  @Test
  void the_exit_code_says_how_it_is() {
    Diagnosis broken = Diagnoses.broken(Step.REGISTER, Fault.CREDENTIALS_REFUSED);

    assertThat(run(Diagnoses.healthy(), Diagnoses.SERVER, "--no-call").code()).isZero();
    assertThat(run(broken, Diagnoses.SERVER, "--no-call").code()).isEqualTo(1);
    assertThat(run(Diagnoses.warning(), Diagnoses.SERVER, "--no-call").code()).isEqualTo(3);
  }

  @Test
  void the_checklist_comes_before_the_verdict() {
    Screen screen = run(Diagnoses.healthy(), Diagnoses.SERVER, "--no-call", "--lang", "en");

    assertThat(screen.err()).isEmpty();
    assertThat(screen.out())
        .startsWith("JaSIP doctor: " + Diagnoses.SERVER + " as alice")
        .containsSubsequence("Address (URL)", "Hang-up (BYE)", "All is well");
  }

  @Test
  void without_a_user_the_title_names_the_server_alone() {
    Screen screen = Screen.of("doctor", "nonsense", "--user", "", "--lang", "en");

    assertThat(screen.out().lines().findFirst()).contains("JaSIP doctor: nonsense");
  }

  @ParameterizedTest
  @CsvSource({
    "en, es_MX.UTF-8, es",
    "en, pt_BR, pt",
    "en, es, es",
    "en, C.UTF-8, en",
    "en, estonian, en",
    "de, es_MX.UTF-8, de",
    "pt, en_US.UTF-8, pt"
  })
  void the_language_is_that_of_the_environment_where_java_does_not_know_it(
      String ofJava, String lang, String expected) {
    Locale locale = DoctorOutput.locale(Locale.forLanguageTag(ofJava), Map.of("LANG", lang));

    assertThat(locale.getLanguage()).isEqualTo(expected);
  }

  @Test
  void the_options_reach_the_diagnosis() {
    run(
        Diagnoses.healthy(),
        "--server",
        Diagnoses.SERVER,
        "--extension",
        "600",
        "--no-call",
        "--send-credentials-anyway",
        "--stun",
        "stun:192.0.2.9:3478");

    assertThat(asked.get(0).testExtension()).isEqualTo("600");
    assertThat(asked.get(0).withCall()).isFalse();
    assertThat(asked.get(0).credentialsInSpiteOfTls()).isTrue();
    assertThat(examined.get(0).config().iceServers()).hasSize(1);
  }

  @Test
  void a_program_reads_one_object() throws IOException {
    Diagnosis broken = Diagnoses.broken(Step.REGISTER, Fault.CREDENTIALS_REFUSED);

    Screen screen = run(broken, Diagnoses.SERVER, "--no-call", "--json", "--lang", "pt");

    Map<String, Object> json = JSON.std.mapFrom(screen.out());
    assertThat(json)
        .containsEntry("schema", 1)
        .containsEntry("verdict", "FAILED")
        .containsEntry("exit", 1)
        .containsEntry("language", "pt")
        .containsEntry("server", Diagnoses.SERVER);
  }

  @Test
  void the_report_is_a_page_without_the_password(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("report.html");
    Diagnosis broken =
        Diagnoses.broken(Step.REGISTER, Fault.UNEXPLAINED, "x", "it is " + Diagnoses.PASSWORD);

    Screen screen =
        run(broken, Diagnoses.SERVER, "--no-call", "--lang", "es", "--report", page.toString());

    assertThat(Files.readString(page)).contains("<html lang=\"es\">", "it is ***");
    assertThat(Files.readString(page) + screen.out()).doesNotContain(Diagnoses.PASSWORD);
    assertThat(screen.out()).contains("El informe está en " + page);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pbx.example.com:8089/ws",
        "https://pbx.example.com/ws",
        "wss://",
        "wss://ho st/ws",
        "wss://host:99999/ws",
        "wss://alice:correct-horse@host/ws",
        ""
      })
  void a_url_that_no_user_agent_takes_is_a_finding(String url) {
    Screen screen = run(Diagnoses.healthy(), url, "--lang", "en");

    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.err()).isEmpty();
    assertThat(screen.out())
        .contains("It breaks here: Address (URL)", "URL_")
        .doesNotContain(Diagnoses.PASSWORD, "\tat ");
    assertThat(examined).isEmpty();
  }

  @Test
  void a_password_does_not_go_to_another_machine_without_tls() {
    Screen screen = run(Diagnoses.healthy(), "ws://192.0.2.7:8088/ws", "--no-call");

    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.out()).contains("CREDENTIALS_IN_THE_CLEAR", "wss://192.0.2.7:8089/ws");
    assertThat(examined).isEmpty();
  }

  @Test
  void unless_the_user_says_so() {
    run(Diagnoses.healthy(), "ws://192.0.2.7:8088/ws", "--no-call", "--send-credentials-anyway");

    assertThat(examined).hasSize(1);
  }

  @Test
  void a_stun_server_that_is_none_is_a_finding_too() {
    Screen screen =
        run(Diagnoses.healthy(), Diagnoses.SERVER, "--no-call", "--stun", "stun.example.com");

    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.out()).contains("STUN_URL_INVALID", "stun.example.com");
  }

  @Test
  void what_cannot_be_used_is_said_in_one_line(@TempDir Path folder) {
    String nowhere = folder.resolve("no/such/folder/report.html").toString();
    for (String[] wrong :
        List.of(
            new String[] {"--lang", "de"},
            new String[] {"--asterisk", "1"},
            new String[] {"--report", nowhere},
            new String[] {"--server", "wss://other/ws"},
            new String[] {"--ca", nowhere})) {
      Screen screen = run(Diagnoses.healthy(), Diagnoses.SERVER, "--no-call", wrong[0], wrong[1]);

      assertThat(screen.code()).as(wrong[0]).isEqualTo(2);
      assertThat(screen.err().lines()).hasSize(1).allMatch(line -> line.startsWith("dialer: "));
    }
    assertThat(examined).isEmpty();
  }

  @Test
  void a_diagnosis_that_fails_is_a_fault_of_ours() {
    StringWriter err = new StringWriter();
    CommandLine line =
        new CommandLine(
            new DoctorCommand(
                (ua, options, listener) ->
                    CompletableFuture.failedFuture(new IllegalStateException("oh"))));
    line.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err));

    int code = line.execute(Diagnoses.SERVER, "--user", "alice", "--no-call");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("oh").doesNotContain("\tat ");
  }
}
