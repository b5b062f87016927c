package io.jasip.examples.dialer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.fault.Fault;
import io.jasip.fault.FaultText;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page that alice sends to support. */
class HtmlReportTest {

  static final String HOSTILE =
      "<script>document.title='owned'</script>\"'><img src=x onerror=a()>";

  private static String page(Diagnosis diagnosis, String language) {
    return new HtmlReport(Phrases.in(Locale.forLanguageTag(language)))
        .write(Diagnoses.report(diagnosis));
  }

  /** A server that writes HTML wherever it can. */
  static Diagnosis hostile() {
    Diagnosis diagnosis =
        Diagnoses.broken(
            Step.REGISTER, Fault.UNEXPLAINED, "tls.subject", "CN=" + HOSTILE, HOSTILE, HOSTILE);
    return new Diagnosis(
        diagnosis.server(),
        diagnosis.startedAt(),
        diagnosis.took(),
        diagnosis.steps(),
        "    0.012  |<-- 403 " + HOSTILE + " --|  #1\n" + HOSTILE + "\n",
        diagnosis.samples());
  }

  @Test
  void the_verdict_comes_first() {
    String page = page(Diagnoses.broken(Step.TLS, Fault.TLS_HOST_MISMATCH), "en");

    String sentence = Fault.TLS_HOST_MISMATCH.text(Locale.ENGLISH).sentence();
    assertThat(page).contains("<h2 id=\"verdict\">" + sentence, "data-verdict=\"FAILED\"");
    assertThat(page.indexOf(sentence)).isLessThan(page.indexOf("id=\"steps\""));
  }

  @Test
  void a_page_of_a_call_has_everything() {
    String page = page(Diagnoses.healthy(), "en");

    assertThat(page)
        .contains("id=\"steps\"", "id=\"certificate\"", "id=\"pairs\"", "id=\"ladder\"")
        .contains("Round trip (ms)", "Jitter (ms)", "Loss (%)", "Level (dB)")
        .contains("INVITE sip:9999@pbx.example.com (SDP)", "confirms the answer")
        .contains("seconds into the call");
    assertThat(page.split("<svg ", -1)).hasSize(5);
  }

  @Test
  void there_are_no_charts_without_a_call_and_no_ladder_without_messages() {
    String page = page(Diagnoses.broken(Step.DNS, Fault.DNS_NAME_UNKNOWN), "en");

    assertThat(page).doesNotContain("<svg", "id=\"ladder\"", "id=\"certificate\"");
  }

  @Test
  void it_loads_nothing_and_runs_nothing() {
    assertThat(page(Diagnoses.healthy(), "en"))
        .contains("default-src 'none'")
        .doesNotContain("<script", "<link", "<img", "<iframe", "@import", "url(", "javascript:")
        .doesNotContainPattern("(?i)\\s(src|href|on[a-z]+)=");
  }

  @Test
  void what_a_server_says_stays_text() {
    String page = page(hostile(), "en");

    assertThat(page)
        .contains("&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;")
        .doesNotContain("<script", "<img", "\"'>");
  }

  @Test
  void no_secret_is_in_it() {
    String answer = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    String page =
        page(
            Diagnoses.broken(
                Step.SDP,
                Fault.UNEXPLAINED,
                "sip.authorization",
                "Digest username=\"alice\", response=\"" + answer + "\"",
                "sdp",
                "a=ice-pwd:" + answer,
                "password",
                Diagnoses.PASSWORD),
            "en");

    assertThat(page).contains("***").doesNotContain(answer, Diagnoses.PASSWORD);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void each_fault_has_its_page_in_each_language(Fault fault) {
    for (String language : List.of("en", "es", "pt")) {
      FaultText text = fault.text(Locale.forLanguageTag(language));
      String page = page(Diagnoses.broken(Step.REGISTER, fault), language);

      assertThat(page)
          .contains("<html lang=\"" + language + "\">", fault.name())
          .doesNotContainPattern("\\{\\d}")
          .contains(markup(text.sentence()), markup(text.proof()), markup(text.mistake()))
          .contains(markup(text.question()), text.link());
      assertThat(page.contains("asterisk -rx"))
          .isEqualTo(!text.confirm().isEmpty() || text.fixes().toString().contains("asterisk -rx"));
      for (Fault other : text.alternatives()) {
        assertThat(page)
            .contains(markup(other.text(Locale.forLanguageTag(language)).sentence()))
            .contains(other.name());
      }
    }
  }

  private static String markup(String text) {
    return Html.of("%s", text).markup();
  }
}
