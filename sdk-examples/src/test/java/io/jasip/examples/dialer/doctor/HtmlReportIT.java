package io.jasip.examples.dialer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.examples.asterisk.HeadlessChromium;
import io.jasip.fault.Fault;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, opened in a real browser. */
class HtmlReportIT {

  /** The colours of the two lines, as in report.css. */
  private static final int ONE = 0x2463c4;

  private static final int TWO = 0xb4540a;

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

  /**
   * The lines of the charts are drawn: the same page without the samples has less of both colours.
   */
  @Test
  void the_browser_draws_the_charts() throws IOException {
    Diagnosis call = Diagnoses.healthy();
    Diagnosis silent =
        new Diagnosis(
            call.server(), call.startedAt(), call.took(), call.steps(), call.ladder(), List.of());

    BufferedImage with = picture(call);
    BufferedImage without = picture(silent);

    for (int colour : new int[] {ONE, TWO}) {
      assertThat(pixels(with, colour)).isGreaterThan(pixels(without, colour) + 200);
    }
  }

  private static BufferedImage picture(Diagnosis diagnosis) throws IOException {
    Path page = folder.resolve("charts.html");
    Path picture = folder.resolve("charts.png");
    Files.writeString(
        page, new HtmlReport(Phrases.in(Locale.ENGLISH)).write(Diagnoses.report(diagnosis)));
    browser.screenshot(page, picture, 1100, 5000);
    return ImageIO.read(picture.toFile());
  }

  private static long pixels(BufferedImage picture, int colour) {
    return Arrays.stream(
            picture.getRGB(
                0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
        .filter(each -> (each & 0xffffff) == colour)
        .count();
  }
}
