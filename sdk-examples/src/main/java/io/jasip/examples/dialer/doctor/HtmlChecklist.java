package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Evidence;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was tried, in which order, and how long it took. */
final class HtmlChecklist {

  private static final double LEAST_BAR = 0.6;

  private final Phrases phrases;

  HtmlChecklist(Phrases phrases) {
    this.phrases = phrases;
  }

  /** The way from this machine to the far end, as a row of stations. */
  Html path(Report report) {
    List<StepResult> steps = report.diagnosis().steps();
    return Html.of(
        "<ol class=\"path\" aria-label=\"%s\">%s</ol>",
        phrases.say("html.path"),
        Html.join(
            Arrays.stream(Station.values())
                .map(
                    station -> {
                      Verdict verdict = station.verdict(steps);
                      return Html.of(
                          "<li class=\"%s\"><i title=\"%s\">%s</i><span>%s</span></li>",
                          style(verdict),
                          phrases.verdict(verdict),
                          sign(verdict),
                          phrases.say("station." + station));
                    })
                .toList()));
  }

  /** The steps with their times. */
  Html section(Report report) {
    Duration took = report.diagnosis().took();
    return Html.of(
        """
        <section id="steps"><h2>%s</h2>
        <table class="steps"><thead><tr><th></th><th>%s</th><th>%s</th><th class="num">%s</th>\
        <th class="wide">%s</th></tr></thead><tbody>
        %s
        </tbody></table></section>
        """,
        phrases.say("html.steps"),
        phrases.say("html.step"),
        phrases.say("html.seen"),
        phrases.say("html.took"),
        phrases.say("html.when"),
        Html.join(report.diagnosis().steps().stream().map(step -> row(step, took)).toList()));
  }

  private Html row(StepResult step, Duration all) {
    boolean skipped = step.verdict() == Verdict.SKIPPED;
    return Html.of(
        """
        <tr class="%s"><td><i title="%s">%s</i></td><td><b>%s</b>%s</td>\
        <td class="seen">%s</td><td class="num">%s</td><td class="wide">%s</td></tr>""",
        style(step.verdict()),
        phrases.verdict(step.verdict()),
        sign(step.verdict()),
        phrases.step(step.step()),
        skipped ? Html.NOTHING : Html.of("<small>%s</small>", phrases.about(step.step())),
        skipped ? phrases.verdict(Verdict.SKIPPED) : Highlights.of(step, phrases),
        skipped ? "" : millis(step.took()),
        skipped ? Html.NOTHING : bar(step, all));
  }

  private static Html bar(StepResult step, Duration all) {
    double whole = Math.max(1, all.toNanos());
    double left = Math.min(100 - LEAST_BAR, 100 * step.begun().toNanos() / whole);
    double width = Math.min(100 - left, Math.max(LEAST_BAR, 100 * step.took().toNanos() / whole));
    return Html.of(
        "<div class=\"bar\"><div style=\"margin-left:%s%%;width:%s%%\"></div></div>",
        percent(left), percent(width));
  }

  /** Everything that was observed, step by step, for those who help from afar. */
  Html observations(Report report) {
    List<Html> groups =
        report.diagnosis().steps().stream()
            .filter(step -> !step.evidence().isEmpty())
            .map(
                step ->
                    Html.of(
                        "<details><summary>%s <small>%s</small></summary>%s</details>",
                        phrases.step(step.step()),
                        phrases.say("html.observations.count", "" + step.evidence().size()),
                        table(step.evidence())))
            .toList();
    if (groups.isEmpty()) {
      return Html.NOTHING;
    }
    return Html.of(
        "<section id=\"observations\"><h2>%s</h2><p class=\"lead\">%s</p>%s</section>",
        phrases.say("html.observations"),
        phrases.say("html.observations.about"),
        Html.join(groups));
  }

  /** Observations, one below the other. */
  Html table(List<Evidence> evidence) {
    return Html.of(
        "<table class=\"facts\"><tbody>%s</tbody></table>",
        Html.join(
            evidence.stream()
                .map(
                    each ->
                        Html.of(
                            "<tr><th>%s</th><td>%s</td></tr>",
                            phrases.evidence(each.name()), phrases.value(each.value())))
                .toList()));
  }

  /** The CSS class of a verdict. */
  static String style(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /** The sign of a verdict, which does not rely on colours. */
  static String sign(Verdict verdict) {
    return switch (verdict) {
      case OK -> "✓";
      case WARNING -> "!";
      case FAILED -> "✕";
      case SKIPPED -> "–";
    };
  }

  private String millis(Duration took) {
    double millis = took.toNanos() / 1e6;
    return millis >= 1000
        ? String.format(phrases.locale(), "%.1f s", millis / 1000)
        : String.format(phrases.locale(), millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
