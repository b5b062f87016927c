package io.jasip.examples.dialer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.examples.asterisk.HeadlessChromium;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, opened in a real browser. */
class HtmlReportIT {

  @TempDir static Path folder;
  private static HeadlessChromium browser;

  @BeforeAll
  static void browser() {
    browser = HeadlessChromium.installed();
  }

  private static String open(Diagnosis diagnosis) throws IOException {
    Path page = folder.resolve("report.html");
    String html = new HtmlReport(Phrases.in(Locale.ENGLISH)).write(Diagnoses.report(diagnosis));
    return browser.dom(Files.writeString(page, html));
  }

  @Test
  void the_browser_shows_the_verdict() throws IOException {
    String dom = open(Diagnoses.broken(Step.REGISTER, Fault.CREDENTIALS_REFUSED));

    assertThat(dom)
        .contains("data-verdict=\"FAILED\"")
        .contains(Fault.CREDENTIALS_REFUSED.text(Locale.ENGLISH).sentence());
  }

  @Test
  void the_browser_runs_nothing_that_a_server_says() throws IOException {
    String dom = open(HtmlReportTest.hostile());

    assertThat(dom)
        .contains("<title>Connection report: " + Diagnoses.SERVER + "</title>")
        .doesNotContain("<script", "<img");
  }

  /** So that the test above means something: this browser does run scripts. */
  @Test
  void the_browser_runs_the_scripts_of_other_pages() throws IOException {
    Path page = Files.writeString(folder.resolve("other.html"), HtmlReportTest.HOSTILE);

    assertThat(browser.dom(page)).contains("<title>owned</title>");
  }

  @Test
  void the_browser_draws_the_charts() throws IOException {
    Path page = folder.resolve("healthy.html");
    Path picture = folder.resolve("healthy.png");
    Files.writeString(
        page,
        new HtmlReport(Phrases.in(Locale.ENGLISH)).write(Diagnoses.report(Diagnoses.healthy())));

    browser.screenshot(page, picture, 1100, 3600);

    assertThat(Files.size(picture)).isGreaterThan(10_000);
  }
}
