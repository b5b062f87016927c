package io.jasip.internal.doctor;

import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one step sees and concludes. */
final class Notes {

  private static final int LONGEST = 300;

  private final List<Evidence> evidence = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean skipped;

  /** Writes down what was seen; nothing if there was nothing. */
  Notes saw(String name, @Nullable Object value) {
    if (value != null) {
      String text = Shown.text(value.toString());
      evidence.add(
          new Evidence(name, text.length() > LONGEST ? text.substring(0, LONGEST) + " ..." : text));
    }
    return this;
  }

  /**
   * It does not work.
   *
   * @param proof the names of the evidence, or their beginnings; all that was seen if none is given
   */
  void fails(Fault fault, String... proof) {
    add(fault, Verdict.FAILED, proof);
  }

  /** It works, but. */
  void warns(Fault fault, String... proof) {
    add(fault, Verdict.WARNING, proof);
  }

  private void add(Fault fault, Verdict verdict, String... proof) {
    List<String> names = List.of(proof);
    List<Evidence> proving =
        evidence.stream()
            .filter(each -> names.isEmpty() || names.stream().anyMatch(each.name()::startsWith))
            .toList();
    findings.add(new Finding(fault, verdict, proving));
  }

  /** There was nothing to do. */
  void skip() {
    skipped = true;
  }

  boolean failed() {
    return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAILED);
  }

  boolean has(String name) {
    return evidence.stream().anyMatch(each -> each.name().equals(name));
  }

  StepResult result(Step step, Duration begun, Duration took) {
    List<Finding> worstFirst = new ArrayList<>(findings);
    worstFirst.sort(Comparator.comparing(Finding::verdict).reversed());
    Verdict verdict =
        worstFirst.isEmpty()
            ? (skipped ? Verdict.SKIPPED : Verdict.OK)
            : worstFirst.get(0).verdict();
    return new StepResult(step, verdict, begun, took, evidence, worstFirst);
  }
}
