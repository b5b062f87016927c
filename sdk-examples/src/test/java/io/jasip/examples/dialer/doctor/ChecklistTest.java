package io.jasip.examples.dialer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.fault.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Alice watches the steps go by. */
class ChecklistTest {

  private static String watch(Terminal terminal, Locale locale, Diagnosis diagnosis) {
    StringWriter screen = new StringWriter();
    Secrets secrets = Secrets.of(List.of(Diagnoses.PASSWORD), List.of());
    try (Checklist checklist =
        new Checklist(new PrintWriter(screen), terminal, Phrases.in(locale), secrets)) {
      diagnosis
          .steps()
          .forEach(
              step -> {
                checklist.onStepBegun(step.step());
                checklist.onStepEnded(step);
              });
    }
    return screen.toString();
  }

  @Test
  void a_file_gets_a_plain_line_for_each_step() {
    String screen = watch(Terminal.NONE, Locale.ENGLISH, Diagnoses.healthy());

    assertThat(screen.lines()).hasSize(Step.values().length).allMatch(l -> l.startsWith("  ✓ "));
    assertThat(screen).contains("Encryption (TLS)", "TLSv1.3", "ms").doesNotContain("\033", "\r");
  }

  @Test
  void steps_that_were_not_tried_share_a_line() {
    Diagnosis diagnosis = Diagnoses.broken(Step.QUALITY, Fault.QUALITY_POOR, "rtp.loss", "12 %");

    String screen = watch(Terminal.NONE, Locale.ENGLISH, diagnosis);

    assertThat(screen).contains("  ✗ Quality", "12 %", "  · not tried: Hang-up (BYE)");
  }

  @Test
  void a_terminal_gets_colours_and_the_line_of_a_step_is_written_over() {
    Terminal terminal = new Terminal(80, StandardCharsets.UTF_8, true);

    String screen = watch(terminal, Locale.ENGLISH, Diagnoses.healthy());

    assertThat(screen).contains("\r\033[K", "\033[32m✓\033[0m");
  }

  @Test
  void a_terminal_without_these_signs_gets_others() {
    Terminal terminal = new Terminal(80, StandardCharsets.US_ASCII, false);
    Diagnosis diagnosis = Diagnoses.broken(Step.DNS, Fault.DNS_NAME_UNKNOWN);

    String screen = watch(terminal, Locale.forLanguageTag("es"), diagnosis);

    assertThat(screen)
        .matches("[\\x20-\\x7e\\n]*")
        .contains("  + Direccion (URL)", "  x Nombre (DNS)");
  }

  @Test
  void what_comes_after_the_end_is_not_shown() {
    StringWriter screen = new StringWriter();
    Checklist checklist =
        new Checklist(
            new PrintWriter(screen),
            Terminal.NONE,
            Phrases.in(Locale.ENGLISH),
            Secrets.of(List.of(), List.of()));

    checklist.close();
    Diagnoses.healthy().steps().forEach(checklist::onStepEnded);

    assertThat(screen.toString()).isEmpty();
  }

  @Test
  void long_values_do_not_break_the_line() {
    Diagnosis diagnosis = Diagnoses.broken(Step.TCP, Fault.TCP_REFUSED, "tcp", "x".repeat(500));

    String screen = watch(Terminal.NONE, Locale.ENGLISH, diagnosis);

    assertThat(screen.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void what_a_server_says_moves_no_cursor_and_shows_no_password() {
    Diagnosis diagnosis =
        Diagnoses.broken(
            Step.UPGRADE, Fault.HTTP_REDIRECT, "http", "\033[2J" + Diagnoses.PASSWORD + "\u202e");

    String screen = watch(Terminal.NONE, Locale.ENGLISH, diagnosis);

    assertThat(screen).contains("[2J***").doesNotContain("\033", "\u202e", Diagnoses.PASSWORD);
  }
}
