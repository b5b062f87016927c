package io.jasip.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How one step of a diagnosis went.
 *
 * @param step which
 * @param verdict how it ended
 * @param begun since the begin of the diagnosis; zero if skipped before it began
 * @param took how long it took; zero if skipped
 * @param evidence what was observed, in the order in which it was
 * @param findings what is wrong, the worst first; empty if nothing is
 */
public record StepResult(
    Step step,
    Verdict verdict,
    Duration begun,
    Duration took,
    List<Evidence> evidence,
    List<Finding> findings) {

  /**
   * Checks the arguments.
   *
   * @param step which
   * @param verdict how it ended
   * @param begun since the begin of the diagnosis; zero if skipped before it began
   * @param took how long it took; zero if skipped
   * @param evidence what was observed, in the order in which it was
   * @param findings what is wrong, the worst first; empty if nothing is
   */
  public StepResult {
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(begun, "begun");
    Objects.requireNonNull(took, "took");
    evidence = List.copyOf(evidence);
    findings = List.copyOf(findings);
  }
}
