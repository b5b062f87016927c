package io.jasip.internal.doctor;

import io.jasip.UA;
import io.jasip.UAConfig;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Finding;
import io.jasip.doctor.QualitySample;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.media.MediaEngine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The steps of a diagnosis that need a call, alone: for a server that is known to be reached. */
public final class ExaminedCall {

  private final List<StepResult> steps;
  private final List<QualitySample> samples;

  private ExaminedCall(List<StepResult> steps, List<QualitySample> samples) {
    this.steps = steps;
    this.samples = samples;
  }

  /** Examines the machine and a call to the extension, with the settings of a user agent. */
  public static ExaminedCall by(UA ua, String extension) {
    UAConfig config = ua.config();
    MediaEngine media = Objects.requireNonNull(config.media(), "media");
    StepLog log = new StepLog(new DoctorListener() {});
    List<QualitySample> samples = new ArrayList<>();
    log.take(
        Step.MACHINE,
        notes -> MachineExamination.examine(config, notes, Deadline.in(Duration.ofSeconds(3))));
    CallExamination.examine(
        config.forTestCalls(TestCallMedia.of(media), config.tls(), null),
        new DoctorOptions(extension, true, false, Duration.ofSeconds(2)),
        InetAddress.getLoopbackAddress(),
        log,
        samples::add,
        Deadline.in(Duration.ofSeconds(30)));
    return new ExaminedCall(log.results(), samples);
  }

  public List<StepResult> steps() {
    return steps;
  }

  public List<QualitySample> samples() {
    return samples;
  }

  /** The first failure, else the first warning. */
  public Optional<Finding> first() {
    List<Finding> findings = findings();
    return findings.stream()
        .filter(finding -> finding.verdict() == Verdict.FAILED)
        .findFirst()
        .or(() -> findings.stream().findFirst());
  }

  public List<Finding> findings() {
    return steps.stream().flatMap(step -> step.findings().stream()).toList();
  }

  /** How long the steps took. */
  public Duration took() {
    return steps.stream().map(StepResult::took).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (StepResult step : steps) {
      text.append(step.step()).append(' ').append(step.verdict()).append(' ');
      text.append(step.took().toMillis()).append(" ms ").append(step.evidence()).append('\n');
    }
    return text.toString();
  }
}
