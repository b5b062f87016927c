package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.LogFinding;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.io.PrintWriter;
import java.util.List;

/** What log and configuration of the server say, for a terminal. */
public final class ServerSideText {

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
  public ServerSideText(PrintWriter out, Terminal terminal, Phrases phrases) {
    this.out = out;
    this.terminal = terminal;
    this.phrases = phrases;
  }

  /**
   * Prints what was read; nothing if nothing was.
   *
   * @param report what was found
   */
  public void print(Report report) {
    report.serverSide().log().ifPresent(this::log);
    report.serverSide().config().ifPresent(this::config);
    out.flush();
  }

  private void log(ServerSide.Log log) {
    heading(phrases.say("heading.log", log.file()));
    if (log.findings().isEmpty()) {
      line(phrases.say("log.none"));
    }
    for (LogFinding finding : log.findings()) {
      String id = finding.fault().map(Fault::name).map(name -> " (" + name + ")").orElse("");
      entry(
          ServerSide.of(finding),
          where(finding, phrases) + ": " + finding.sentence(phrases.locale()) + id);
      out.println("      " + terminal.faint(terminal.cut(finding.line(), terminal.width() - 6)));
    }
  }

  /** Which lines of the log. */
  static String where(LogFinding finding, Phrases phrases) {
    return finding.count() == 1
        ? phrases.say("log.line", "" + finding.firstLine())
        : phrases.say(
            "log.lines", "" + finding.firstLine(), "" + finding.lastLine(), "" + finding.count());
  }

  private void config(ServerSide.Config config) {
    heading(phrases.say("heading.config", config.folder()));
    if (config.findings().isEmpty()) {
      line(phrases.say("config.none"));
    }
    for (ConfigFinding finding : config.findings()) {
      entry(
          finding.verdict(),
          where(finding)
              + ": "
              + finding.sentence(phrases.locale())
              + " ("
              + finding.fault()
              + ")");
      if (!finding.found().isBlank()) {
        change(phrases.say("config.found"), finding.found());
      }
      if (finding.correction().equals(finding.found())) {
        continue; // it may stay, and the sentence says what is wrong
      }
      if (finding.correction().isBlank()) {
        out.println("      " + terminal.plain(phrases.say(removal(finding))));
      } else {
        change(phrases.say("config.write"), finding.correction());
      }
    }
  }

  /** What is to be removed. */
  static String removal(ConfigFinding finding) {
    return finding.found().startsWith("[") ? "config.remove.section" : "config.remove";
  }

  /** File and line, as editors take them. */
  static String where(ConfigFinding finding) {
    return finding.line() == 0 ? finding.file().toString() : finding.file() + ":" + finding.line();
  }

  private void change(String label, String lines) {
    out.println("      " + terminal.faint(terminal.plain(label)));
    lines.lines().forEach(each -> out.println("        " + terminal.plain(each)));
  }

  private void heading(String text) {
    out.println();
    out.println("  " + terminal.bold(terminal.plain(text)));
  }

  private void entry(Verdict verdict, String text) {
    List<String> lines = Lines.wrap(terminal.plain(text), terminal.width() - 6);
    for (int i = 0; i < lines.size(); i++) {
      out.println("  " + (i == 0 ? terminal.sign(verdict) : " ") + " " + lines.get(i));
    }
  }

  private void line(String text) {
    out.println("  " + terminal.plain(text));
  }
}
