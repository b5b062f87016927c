package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.fault.FaultText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what a diagnosis came to: in a box what is wrong, under it the lines to change, which can be
 * copied because no frame is around them.
 */
public final class VerdictBox {

  private static final int LONGEST_VALUE = 200;

  private final PrintWriter out;
  private final Terminal terminal;
  private final Phrases phrases;

  /**
   * Prints nothing yet.
   *
   * @param out where lines go
   * @param terminal what can be shown
   * @param phrases in the language of the user
   */
  public VerdictBox(PrintWriter out, Terminal terminal, Phrases phrases) {
    this.out = out;
    this.terminal = terminal;
    this.phrases = phrases;
  }

  /**
   * Prints the verdict.
   *
   * @param report what was found
   */
  public void print(Report report) {
    out.println();
    Verdict verdict = report.verdict();
    List<Finding> findings = report.findings();
    if (findings.isEmpty()) {
      box(verdict, Headline.of(report, phrases), List.of());
      out.flush();
      return;
    }
    Finding first = findings.get(0);
    box(verdict, Headline.of(report, phrases), body(first));
    remedy(first.fault(), report);
    alternatives(first.fault());
    if (findings.size() > 1) {
      heading("also");
      for (Finding other : findings.subList(1, findings.size())) {
        also(other, report);
      }
    }
    out.flush();
  }

  private List<String> body(Finding finding) {
    FaultText text = finding.fault().text(phrases.locale());
    List<String> lines = new ArrayList<>(paragraph(text.sentence(), 0));
    List<Evidence> evidence = Highlights.of(finding);
    if (!evidence.isEmpty() || !text.proof().isBlank()) {
      lines.add("");
      lines.add(phrases.say("heading.evidence"));
    }
    if (!text.proof().isBlank()) {
      lines.addAll(paragraph(text.proof(), 2));
    }
    evidence.forEach(each -> lines.addAll(evidence(each)));
    if (!text.mistake().isBlank()) {
      lines.add("");
      lines.add(phrases.say("heading.mistake"));
      lines.addAll(paragraph(text.mistake(), 2));
    }
    return lines;
  }

  private List<String> evidence(Evidence evidence) {
    String value = terminal.cut(phrases.value(evidence.value()), LONGEST_VALUE);
    List<String> lines =
        Lines.wrap(terminal.plain(phrases.evidence(evidence.name()) + ": " + value), inside() - 4);
    List<String> item = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      item.add((i == 0 ? "  - " : "    ") + lines.get(i));
    }
    return item;
  }

  /** Lines for inside the box. */
  private List<String> paragraph(String text, int indent) {
    return Lines.wrap(terminal.plain(text), inside() - indent).stream()
        .map(line -> " ".repeat(indent) + line)
        .toList();
  }

  private int inside() {
    return terminal.width() - 4;
  }

  private void box(Verdict verdict, String headline, List<String> body) {
    rule(verdict, "┌", "┐");
    List<String> lines = Lines.wrap(terminal.plain(headline), inside() - 2);
    for (int i = 0; i < lines.size(); i++) {
      String start = i == 0 ? terminal.sign(verdict) + " " : "  ";
      String text = terminal.bold(terminal.colour(verdict, lines.get(i)));
      side(verdict, start + text, 2 + lines.get(i).length());
    }
    if (!body.isEmpty()) {
      side(verdict, "", 0);
    }
    for (String line : body) {
      String plain = terminal.plain(line);
      side(verdict, plain, plain.length());
    }
    rule(verdict, "└", "┘");
  }

  private void rule(Verdict verdict, String left, String right) {
    String line = left + "─".repeat(terminal.width() - 2) + right;
    out.println(terminal.colour(verdict, terminal.plain(line)));
  }

  private void side(Verdict verdict, String text, int columns) {
    String bar = terminal.colour(verdict, terminal.plain("│"));
    out.println(bar + " " + text + " ".repeat(Math.max(0, inside() - columns)) + " " + bar);
  }

  private void heading(String key, String... values) {
    out.println();
    out.println("  " + terminal.bold(terminal.plain(phrases.say("heading." + key, values))));
  }

  private void remedy(Fault fault, Report report) {
    FaultText text = fault.text(phrases.locale());
    for (Remedy remedy : Remedy.of(text, report, phrases)) {
      if (remedy.versions().isEmpty()) {
        heading("fix");
      } else {
        heading("fixOn", remedy.versions());
      }
      remedy.lines().forEach(line -> out.println("    " + terminal.plain(line)));
    }
    List<String> commands = Remedy.confirm(text, report);
    if (!commands.isEmpty()) {
      heading("confirm");
      commands.forEach(line -> out.println("    " + terminal.plain(line)));
    }
    out.println();
    print(terminal.faint(terminal.plain(phrases.say("more", fault.name(), Report.link(fault)))));
  }

  private void alternatives(Fault fault) {
    FaultText text = fault.text(phrases.locale());
    if (text.alternatives().isEmpty()) {
      return;
    }
    heading("alternatives");
    for (Fault other : text.alternatives()) {
      String sentence = other.text(phrases.locale()).sentence() + " (" + other + ")";
      bullet(sentence);
    }
    if (!text.question().isBlank()) {
      out.println();
      Lines.wrap(terminal.plain(phrases.say("question", text.question())), inside())
          .forEach(this::print);
    }
  }

  private void also(Finding finding, Report report) {
    FaultText text = finding.fault().text(phrases.locale());
    List<String> lines =
        Lines.wrap(terminal.plain(text.sentence() + " (" + finding.fault() + ")"), inside() - 2);
    for (int i = 0; i < lines.size(); i++) {
      print((i == 0 ? terminal.sign(finding.verdict()) : " ") + " " + lines.get(i));
    }
    for (Evidence each : Highlights.of(finding)) {
      evidence(each).forEach(line -> print(terminal.faint(line)));
    }
    for (Remedy remedy : Remedy.of(text, report, phrases)) {
      remedy.lines().forEach(line -> out.println("      " + terminal.plain(line)));
    }
  }

  private void bullet(String text) {
    List<String> lines = Lines.wrap(terminal.plain(text), inside() - 2);
    for (int i = 0; i < lines.size(); i++) {
      print((i == 0 ? "- " : "  ") + lines.get(i));
    }
  }

  private void print(String line) {
    out.println("  " + line);
  }
}
