package io.jasip.internal.asterisk;

import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.LintOptions;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.internal.asterisk.ConfigText.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies all the rules to a folder. */
public final class ConfigLinter {

  /** What goes wrong when Asterisk cannot read a file. */
  private static final Map<String, Fault> UNREADABLE =
      Map.of(
          "http.conf", Fault.HTTPS_NOT_STARTED,
          "pjsip.conf", Fault.ENDPOINT_NOT_LOADED,
          "rtp.conf", Fault.ICE_FAILED,
          "modules.conf", Fault.WS_MODULE_MISSING,
          "extensions.conf", Fault.NUMBER_NOT_FOUND,
          "sip.conf", Fault.USER_UNKNOWN);

  /** What Asterisk goes on after, or what may be well on the server itself. */
  private static final Set<String> MINOR =
      Set.of(
          "line-without-equals",
          "line-too-long",
          "directive-unknown",
          "include-not-here",
          "file-unreadable",
          "file-too-large");

  private ConfigLinter() {}

  /**
   * Examines a folder.
   *
   * @throws IOException if it cannot be read, or holds no configuration of Asterisk
   */
  public static List<ConfigFinding> lint(Path folder, LintOptions options) throws IOException {
    return lint(folder, options, Instant.now());
  }

  static List<ConfigFinding> lint(Path folder, LintOptions options, Instant now)
      throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    ServerFolder server = ServerFolder.read(folder, options, now);
    if (server.texts().isEmpty()) {
      throw new NoSuchFileException(
          folder.toString(), null, "it holds no http.conf, pjsip.conf or other file of Asterisk");
    }
    Findings findings = new Findings();
    for (ConfigText text : server.texts()) {
      text.problems().forEach(problem -> unreadable(text, problem, findings));
    }
    new HttpRules(server, findings).check();
    new ModuleRules(server, findings).check();
    boolean chanSipAnswers = ModuleRules.chanSipAnswers(findings.sorted());
    new WizardRules(server, findings).check();
    new PjsipRules(server, findings).check(chanSipAnswers);
    new SipRules(server, findings).check(chanSipAnswers);
    new RtpRules(server, findings).check();
    new RepeatedRules(server, findings).check();
    return findings.sorted();
  }

  private static void unreadable(ConfigText text, Problem problem, Findings findings) {
    String value = problem.values().get(0);
    String correction =
        switch (problem.rule()) {
          case "include-missing" -> "#tryinclude " + value;
          case "section-not-closed" -> problem.found() + value;
          case "directive-unknown", "section-options-apart" -> value;
          // Which one was meant is not known, but spaces do not belong there.
          case "template-missing" -> problem.found().replaceAll("\\s*,\\s*", ",");
          default -> "";
        };
    findings.add(
        problem.rule(),
        UNREADABLE.getOrDefault(text.name(), Fault.UNEXPLAINED),
        MINOR.contains(problem.rule()) ? Verdict.WARNING : Verdict.FAILED,
        problem.file(),
        problem.line(),
        problem.found(),
        correction,
        problem.values().toArray(String[]::new));
  }
}
