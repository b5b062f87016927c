package io.jasip.doctor;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of a diagnosis, an immutable value.
 *
 * @param server what was examined
 * @param startedAt when it began
 * @param took how long it took
 * @param steps all the steps, each once, in the order of {@link Step}
 * @param ladder the SIP messages that were exchanged, for people to read, secrets masked
 * @param samples the media of the test call; empty if there was none
 */
public record Diagnosis(
    URI server,
    Instant startedAt,
    Duration took,
    List<StepResult> steps,
    String ladder,
    List<QualitySample> samples) {

  /**
   * Checks the arguments.
   *
   * @param server what was examined
   * @param startedAt when it began
   * @param took how long it took
   * @param steps all the steps, each once, in the order of {@link Step}
   * @param ladder the SIP messages that were exchanged, for people to read, secrets masked
   * @param samples the media of the test call; empty if there was none
   */
  public Diagnosis {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(took, "took");
    Objects.requireNonNull(ladder, "ladder");
    steps = List.copyOf(steps);
    samples = List.copyOf(samples);
  }

  /**
   * The result in one word.
   *
   * @return {@link Verdict#FAILED} if a step failed, else {@link Verdict#WARNING} if a step warns,
   *     else {@link Verdict#OK}
   */
  public Verdict verdict() {
    if (has(Verdict.FAILED)) {
      return Verdict.FAILED;
    }
    return has(Verdict.WARNING) ? Verdict.WARNING : Verdict.OK;
  }

  /**
   * What to repair first.
   *
   * @return the first failure, else the first warning; empty if nothing is wrong
   */
  public Optional<Finding> first() {
    Verdict worst = verdict();
    return findings().stream().filter(finding -> finding.verdict() == worst).findFirst();
  }

  /**
   * All that was found.
   *
   * @return in the order of the steps
   */
  public List<Finding> findings() {
    return steps.stream().flatMap(step -> step.findings().stream()).toList();
  }

  private boolean has(Verdict verdict) {
    return steps.stream().anyMatch(step -> step.verdict() == verdict);
  }
}
