package io.jasip.examples.dialer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.fault.Fault;
import io.jasip.fault.FaultText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice reads what is wrong. */
class VerdictBoxTest {

  private static String read(Diagnosis diagnosis, Terminal terminal, String language) {
    StringWriter screen = new StringWriter();
    Phrases phrases = Phrases.in(Locale.forLanguageTag(language));
    new VerdictBox(new PrintWriter(screen), terminal, phrases).print(Diagnoses.report(diagnosis));
    return screen.toString();
  }

  private static String read(Diagnosis diagnosis) {
    return read(diagnosis, Terminal.NONE, "en");
  }

  @Test
  void all_is_well() {
    assertThat(read(Diagnoses.healthy()))
        .contains("✓ All is well")
        .doesNotContain("Also found", "TROUBLESHOOTING");
  }

  @Test
  void a_warning_says_that_it_works_all_the_same() {
    assertThat(read(Diagnoses.warning()))
        .contains("! A call with sound both ways works", "2026-12-01")
        .contains("TROUBLESHOOTING.md#tls_certificate_expires_soon");
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void a_failure_names_its_step_and_its_sentence(Step step) {
    Diagnosis diagnosis = Diagnoses.broken(step, Fault.UNEXPLAINED, "what.was.seen", "a red light");

    String screen = read(diagnosis);

    assertThat(screen)
        .contains("✗ It breaks here: " + Phrases.in(Locale.ENGLISH).step(step))
        .contains("what.was.seen: a red light", "UNEXPLAINED");
    assertThat(screen.replaceAll("[│\\s]+", " "))
        .contains(Fault.UNEXPLAINED.text(Locale.ENGLISH).sentence());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 100})
  void the_box_is_as_wide_as_the_screen(int width) {
    Diagnosis diagnosis =
        Diagnoses.broken(Step.TLS, Fault.TLS_HOST_MISMATCH, "tls.subject", "CN=" + "x".repeat(300));

    String screen = read(diagnosis, new Terminal(width, StandardCharsets.UTF_8, false), "en");

    List<String> box = screen.lines().filter(line -> line.matches("[┌│└].*")).toList();
    assertThat(box).hasSizeGreaterThan(4).allMatch(line -> line.length() == width);
    assertThat(box).allMatch(line -> line.matches(".*[┐│┘]"));
  }

  @Test
  void the_box_is_whole_on_a_terminal_without_unicode_too() {
    Terminal terminal = new Terminal(60, StandardCharsets.US_ASCII, false);
    Diagnosis diagnosis =
        Diagnoses.broken(Step.UPGRADE, Fault.HTTP_SILENT, "http.reason", "se acabó… «adiós»");

    String screen = read(diagnosis, terminal, "es");

    assertThat(screen).matches("[\\x20-\\x7e\\n]*").contains("se acabo... \"adios\"");
    assertThat(screen.lines().filter(line -> line.matches("[+|].*")))
        .allMatch(line -> line.length() == 60);
  }

  @Test
  void lines_to_change_can_be_copied() {
    for (Fault fault : Fault.values()) {
      List<String> fixes =
          Remedy.of(
                  fault.text(Locale.ENGLISH),
                  Diagnoses.report(Diagnoses.broken(Step.REGISTER, fault)),
                  Phrases.in(Locale.ENGLISH))
              .stream()
              .flatMap(remedy -> remedy.lines().stream())
              .toList();

      String screen = read(Diagnoses.broken(Step.REGISTER, fault));

      assertThat(screen.lines()).containsAll(fixes.stream().map(line -> ("    " + line)).toList());
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void all_that_is_known_of_a_fault_is_said_in_each_language(Fault fault) {
    for (String language : List.of("en", "es", "pt")) {
      FaultText text = fault.text(Locale.forLanguageTag(language));
      Terminal wide = new Terminal(400, StandardCharsets.UTF_8, false); // cuts no word

      String screen = read(Diagnoses.broken(Step.REGISTER, fault), wide, language);

      assertThat(words(screen))
          .contains(words(text.sentence()), words(text.proof()), words(text.mistake()))
          .contains(words(text.question()), text.link());
      for (Fault other : text.alternatives()) {
        String sentence = other.text(Locale.forLanguageTag(language)).sentence();
        assertThat(words(screen)).contains(words(sentence + " (" + other + ")"));
      }
      if (!text.confirm().isEmpty()) {
        assertThat(screen).contains("asterisk -rx \"");
      }
    }
  }

  private static String words(String text) {
    return text.replaceAll("[│\\s]+", " ").strip();
  }

  @Test
  void the_screen_speaks_the_language_of_the_user() {
    Diagnosis diagnosis = Diagnoses.broken(Step.REGISTER, Fault.CREDENTIALS_REFUSED);

    assertThat(read(diagnosis, Terminal.NONE, "es")).contains("Falla aquí: Registro");
    assertThat(read(diagnosis, Terminal.NONE, "pt-BR")).contains("Falha aqui: Registro");
    assertThat(read(diagnosis, Terminal.NONE, "de")).contains("It breaks here: Registration");
  }
}
