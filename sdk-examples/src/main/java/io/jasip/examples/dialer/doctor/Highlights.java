package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Evidence;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of a step is worth a line: the rest is in the report. */
final class Highlights {

  private static final int MOST = 2;

  private static final Map<Step, List<String>> NAMES = Map.of();

  private Highlights() {}

  /** The values that tell most of the step; empty if there are none. */
  static String of(StepResult result) {
    if (result.verdict() == Verdict.SKIPPED) {
      return "";
    }
    if (!result.findings().isEmpty() && !result.findings().get(0).evidence().isEmpty()) {
      return line(result.findings().get(0).evidence());
    }
    List<Evidence> evidence = new ArrayList<>();
    for (String name : NAMES.getOrDefault(result.step(), List.of())) {
      result.evidence().stream()
          .filter(each -> each.name().equals(name))
          .findFirst()
          .ifPresent(evidence::add);
    }
    if (evidence.isEmpty()) {
      evidence.addAll(result.evidence());
    }
    return line(evidence);
  }

  private static String line(List<Evidence> evidence) {
    return String.join(
        ", ",
        evidence.stream().map(Evidence::value).filter(v -> !v.isBlank()).limit(MOST).toList());
  }
}
