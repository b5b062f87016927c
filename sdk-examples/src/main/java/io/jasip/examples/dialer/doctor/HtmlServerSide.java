package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.LogFinding;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.util.List;

/** What log and configuration of the server say, on the page. */
final class HtmlServerSide {

  private final Phrases phrases;

  HtmlServerSide(Phrases phrases) {
    this.phrases = phrases;
  }

  /** Two sections at most; nothing if nothing was read. */
  Html sections(ServerSide serverSide) {
    return Html.join(
        List.of(
            serverSide.log().map(this::log).orElse(Html.NOTHING),
            serverSide.config().map(this::config).orElse(Html.NOTHING)));
  }

  private Html log(ServerSide.Log log) {
    return section(
        "log",
        phrases.say("heading.log", log.file()),
        phrases.say("log.none"),
        log.findings().stream().map(this::log).toList());
  }

  private Html log(LogFinding finding) {
    return entry(
        ServerSide.of(finding),
        finding.sentence(phrases.locale()),
        ServerSideText.where(finding, phrases),
        finding.fault().map(Fault::name).orElse(""),
        Html.of("<pre>%s</pre>", finding.line()));
  }

  private Html config(ServerSide.Config config) {
    return section(
        "config",
        phrases.say("heading.config", config.folder()),
        phrases.say("config.none"),
        config.findings().stream().map(this::config).toList());
  }

  private Html config(ConfigFinding finding) {
    Html found =
        finding.found().isBlank()
            ? Html.NOTHING
            : Html.of("<h3>%s</h3><pre>%s</pre>", phrases.say("config.found"), finding.found());
    Html correction = Html.NOTHING; // it may stay, and the sentence says what is wrong
    if (!finding.correction().equals(finding.found())) {
      correction =
          finding.correction().isBlank()
              ? Html.of("<p>%s</p>", phrases.say(ServerSideText.removal(finding)))
              : Html.of(
                  "<h3>%s</h3><pre>%s</pre>", phrases.say("config.write"), finding.correction());
    }
    return entry(
        finding.verdict(),
        finding.sentence(phrases.locale()),
        ServerSideText.where(finding),
        finding.fault().name(),
        Html.join(List.of(found, correction)));
  }

  private static Html section(String id, String title, String none, List<Html> entries) {
    return Html.of(
        "<section id=\"%s\"><h2>%s</h2>%s</section>",
        id,
        title,
        entries.isEmpty() ? Html.of("<p class=\"lead\">%s</p>", none) : Html.join(entries));
  }

  private static Html entry(
      Verdict verdict, String sentence, String where, String fault, Html body) {
    return Html.of(
        """
        <div class="entry %s"><i>%s</i><div><p><b>%s</b> <small>%s %s</small></p>%s</div></div>""",
        HtmlChecklist.style(verdict), HtmlChecklist.sign(verdict), sentence, where, fault, body);
  }
}
