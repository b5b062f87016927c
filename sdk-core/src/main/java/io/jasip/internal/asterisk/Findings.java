package io.jasip.internal.asterisk;

import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what the rules find. */
final class Findings {

  private final List<ConfigFinding> findings = new ArrayList<>();
  private final Set<List<Object>> known = new HashSet<>();

  /** A line is wrong. */
  void at(
      Setting line,
      String rule,
      Fault fault,
      Verdict verdict,
      String correction,
      String... values) {
    add(
        rule,
        fault,
        verdict,
        line.file(),
        line.line(),
        line.shown(),
        prefixed(line.prefix(), correction),
        values);
  }

  /** A line may stay as it is: what it names is wrong, such as a certificate. */
  void behind(Setting line, String rule, Fault fault, Verdict verdict, String... values) {
    add(rule, fault, verdict, line.file(), line.line(), line.shown(), line.shown(), values);
  }

  /** A section is wrong, which begins otherwise then, or it lacks lines, which begin it then. */
  void in(
      Section section,
      String rule,
      Fault fault,
      Verdict verdict,
      String correction,
      String... values) {
    add(
        rule,
        fault,
        verdict,
        section.file(),
        section.line(),
        section.header(),
        correction.isEmpty() || correction.startsWith("[")
            ? correction
            : section.header() + "\n" + prefixed(section.prefix(), correction),
        values);
  }

  /** The option as the file writes it. */
  private static String prefixed(String prefix, String correction) {
    return prefix.isEmpty() ? correction : correction.replaceAll("(?m)^(?=\\w+=)", prefix);
  }

  /** A file is wrong as a whole, or missing. */
  void of(
      Path file, String rule, Fault fault, Verdict verdict, String correction, String... values) {
    add(rule, fault, verdict, file, 0, "", correction, values);
  }

  /** A line is wrong that is part of no section. */
  void add(
      String rule,
      Fault fault,
      Verdict verdict,
      Path file,
      int line,
      String found,
      String correction,
      String... values) {
    // What a template says is found once for each section that uses it.
    if (known.add(List.of(rule, file, line, correction))) {
      findings.add(
          new ConfigFinding(rule, fault, verdict, file, line, found, correction, List.of(values)));
    }
  }

  List<ConfigFinding> sorted() {
    findings.sort(
        Comparator.comparing((ConfigFinding each) -> each.file())
            .thenComparingInt(ConfigFinding::line));
    return List.copyOf(findings);
  }
}
