package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.fault.FaultText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that says what was found, for people who have never heard of SIP, and shows everything
 * that was observed to those who have. It is one file: it loads nothing and runs nothing.
 */
public final class HtmlReport {

  private final Phrases phrases;
  private final HtmlChecklist checklist;

  /**
   * Writes nothing yet.
   *
   * @param phrases in the language of the reader
   */
  public HtmlReport(Phrases phrases) {
    this.phrases = phrases;
    this.checklist = new HtmlChecklist(phrases);
  }

  /**
   * The page.
   *
   * @param report what was found
   * @return HTML in UTF-8
   */
  public String write(Report report) {
    return Html.of(
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" \
            content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            %s</style>
            </head>
            <body>
            <main>
            %s
            </main>
            <footer>%s</footer>
            </body>
            </html>
            """,
            phrases.language(),
            phrases.say("html.title", report.server()),
            new Html(style()),
            body(report),
            phrases.say("html.footer"))
        .markup();
  }

  private Html body(Report report) {
    Diagnosis diagnosis = report.diagnosis();
    return Html.join(
        List.of(
            header(report),
            verdict(report),
            others(report),
            report.isExamined() ? checklist.path(report) : Html.NOTHING,
            new HtmlServerSide(phrases).sections(report.serverSide()),
            report.isExamined() ? checklist.section(report) : Html.NOTHING,
            facts("certificate", seen(report, Step.TLS)),
            facts("pairs", pairs(report)),
            new HtmlCharts(phrases).section(diagnosis.samples()),
            new HtmlLadder(phrases).section(diagnosis.ladder()),
            checklist.observations(report)));
  }

  private Html header(Report report) {
    DateTimeFormatter format =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.LONG)
            .withLocale(phrases.locale())
            .withZone(ZoneId.systemDefault());
    Diagnosis diagnosis = report.diagnosis();
    List<Html> facts = new ArrayList<>();
    if (!report.server().isEmpty()) {
      facts.add(fact("html.server", report.server()));
    }
    if (!report.account().isEmpty()) {
      facts.add(fact("html.account", report.account()));
    }
    if (!report.seen().isEmpty()) {
      facts.add(fact("html.product", report.seen()));
    }
    facts.add(fact("html.date", format.format(diagnosis.startedAt())));
    String seconds = String.format(phrases.locale(), "%.1f", diagnosis.took().toMillis() / 1000.0);
    facts.add(fact("html.duration", phrases.say("took", seconds)));
    return Html.of(
        """
        <header><p class="brand">%s</p><h1>%s</h1><p class="lead">%s</p><dl>%s</dl></header>
        """,
        "JaSIP",
        phrases.say("html.h1"),
        phrases.say(report.isExamined() ? "html.intro" : "html.intro.read"),
        Html.join(facts));
  }

  private Html fact(String key, String value) {
    return Html.of("<div><dt>%s</dt><dd>%s</dd></div>", phrases.say(key), value);
  }

  private Html verdict(Report report) {
    Verdict verdict = report.verdict();
    List<Finding> findings = report.findings();
    String headline = Headline.of(report, phrases);
    Html inside =
        findings.isEmpty()
            ? Html.of("<h2 id=\"verdict\">%s</h2>", headline)
            : Html.of(
                "<p class=\"eyebrow\">%s</p>%s",
                headline, finding(findings.get(0), report, "verdict"));
    return Html.of(
        "<section class=\"verdict %s\" data-verdict=\"%s\"><i>%s</i><div>%s</div></section>",
        HtmlChecklist.style(verdict), verdict, HtmlChecklist.sign(verdict), inside);
  }

  /** What else was found. */
  private Html others(Report report) {
    List<Finding> findings = report.findings();
    if (findings.size() < 2) {
      return Html.NOTHING;
    }
    List<Html> cards = new ArrayList<>();
    for (int i = 1; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      cards.add(
          Html.of(
              "<section class=\"verdict small %s\"><i>%s</i><div>%s</div></section>",
              HtmlChecklist.style(finding.verdict()),
              HtmlChecklist.sign(finding.verdict()),
              finding(finding, report, "also-" + i)));
    }
    return Html.of("<h2 class=\"also\">%s</h2>%s", phrases.say("heading.also"), Html.join(cards));
  }

  private Html finding(Finding finding, Report report, String id) {
    FaultText text = finding.fault().text(phrases.locale());
    List<Html> parts = new ArrayList<>();
    parts.add(Html.of("<h2 id=\"%s\">%s</h2>", id, text.sentence()));
    if (!text.mistake().isBlank()) {
      parts.add(block("heading.mistake", Html.of("<p>%s</p>", text.mistake())));
    }
    for (Remedy remedy : Remedy.of(text, report, phrases)) {
      String heading =
          remedy.versions().isEmpty()
              ? phrases.say("heading.fix")
              : phrases.say("heading.fixOn", remedy.versions());
      parts.add(Html.of("<h3>%s</h3><pre>%s</pre>", heading, String.join("\n", remedy.lines())));
    }
    List<String> commands = Remedy.confirm(text, report);
    if (!commands.isEmpty()) {
      parts.add(block("heading.confirm", Html.of("<pre>%s</pre>", String.join("\n", commands))));
    }
    if (!finding.evidence().isEmpty() || !text.proof().isBlank()) {
      parts.add(block("heading.evidence", evidence(Highlights.of(finding), text.proof())));
    }
    if (!text.alternatives().isEmpty()) {
      parts.add(block("heading.alternatives", alternatives(text)));
    }
    parts.add(
        Html.of(
            "<p class=\"more\">%s</p>",
            phrases.say("more", finding.fault().name(), Report.link(finding.fault()))));
    return Html.join(parts);
  }

  private Html block(String heading, Html content) {
    return Html.of("<h3>%s</h3>%s", phrases.say(heading), content);
  }

  private Html evidence(List<Evidence> evidence, String proof) {
    Html table = evidence.isEmpty() ? Html.NOTHING : checklist.table(evidence);
    return proof.isBlank() ? table : Html.join(List.of(Html.of("<p>%s</p>", proof), table));
  }

  private Html alternatives(FaultText text) {
    List<Html> items = new ArrayList<>();
    for (Fault other : text.alternatives()) {
      items.add(
          Html.of("<li>%s <small>%s</small></li>", other.text(phrases.locale()).sentence(), other));
    }
    Html list = Html.of("<ul>%s</ul>", Html.join(items));
    return text.question().isBlank()
        ? list
        : Html.join(List.of(list, Html.of("<p>%s</p>", phrases.say("question", text.question()))));
  }

  private Html facts(String name, List<Evidence> evidence) {
    return evidence.isEmpty()
        ? Html.NOTHING
        : Html.of(
            "<section id=\"%s\"><h2>%s</h2><p class=\"lead\">%s</p>%s</section>",
            name,
            phrases.say("html." + name),
            phrases.say("html." + name + ".about"),
            checklist.table(evidence));
  }

  private static List<Evidence> seen(Report report, Step step) {
    return report.step(step).map(StepResult::evidence).orElse(List.of());
  }

  /** The addresses that were offered, and what became of them. */
  private static List<Evidence> pairs(Report report) {
    List<Evidence> evidence =
        new ArrayList<>(
            seen(report, Step.SDP).stream()
                .filter(each -> each.name().endsWith("candidate"))
                .toList());
    evidence.addAll(seen(report, Step.ICE));
    return evidence;
  }

  private static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("report.css is missing beside " + HtmlReport.class);
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
