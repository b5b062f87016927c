package io.jasip.doctor;

import io.jasip.fault.Fault;
import java.util.List;
import java.util.Objects;

/**
 * A fault that a diagnosis has found.
 *
 * @param fault what is wrong; its text also names the faults that look the same
 * @param verdict {@link Verdict#FAILED}, or {@link Verdict#WARNING} if things work in spite of it
 * @param evidence what proves it
 */
public record Finding(Fault fault, Verdict verdict, List<Evidence> evidence) {

  /**
   * Checks the arguments.
   *
   * @param fault what is wrong; its text also names the faults that look the same
   * @param verdict {@link Verdict#FAILED}, or {@link Verdict#WARNING} if things work in spite of it
   * @param evidence what proves it
   */
  public Finding {
    Objects.requireNonNull(fault, "fault");
    Objects.requireNonNull(verdict, "verdict");
    evidence = List.copyOf(evidence);
  }
}
