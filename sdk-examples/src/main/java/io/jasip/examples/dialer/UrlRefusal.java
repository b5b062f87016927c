package io.jasip.examples.dialer;

import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.ServerUrl;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The diagnosis of a URL that no user agent takes: it ends where it begins. */
final class UrlRefusal {

  private static final URI UNKNOWN = URI.create("wss://unknown.invalid/ws");

  private UrlRefusal() {}

  /** What is wrong with a URL; empty if a user agent takes it. */
  static Optional<Diagnosis> of(String url) {
    try {
      UA.builder().server(url);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      List<Finding> found =
          ServerUrl.check(url).stream()
              .filter(finding -> finding.verdict() == Verdict.FAILED)
              .toList();
      return Optional.of(
          diagnosis(found.isEmpty() ? List.of(finding(Fault.URL_INVALID, e)) : found));
    }
  }

  /**
   * A user agent does not take the password for this URL.
   *
   * @throws IllegalArgumentException the same, if it is not about that
   */
  static Diagnosis ofCredentials(String url, IllegalArgumentException why) {
    return ServerUrl.check(url).stream()
        .filter(finding -> finding.fault() == Fault.CREDENTIALS_IN_THE_CLEAR)
        .findFirst()
        .map(found -> new Finding(found.fault(), Verdict.FAILED, found.evidence()))
        .map(found -> diagnosis(List.of(found)))
        .orElseThrow(() -> why);
  }

  private static Finding finding(Fault fault, IllegalArgumentException why) {
    Evidence problem = new Evidence("url.problem", String.valueOf(why.getMessage()));
    return new Finding(fault, Verdict.FAILED, List.of(problem));
  }

  private static Diagnosis diagnosis(List<Finding> findings) {
    List<StepResult> steps =
        Arrays.stream(Step.values())
            .map(step -> step == Step.URL ? failed(findings) : skipped(step))
            .toList();
    return new Diagnosis(UNKNOWN, Instant.now(), Duration.ZERO, steps, "", List.of());
  }

  private static StepResult failed(List<Finding> findings) {
    return new StepResult(
        Step.URL,
        Verdict.FAILED,
        Duration.ZERO,
        Duration.ZERO,
        findings.get(0).evidence(),
        findings);
  }

  private static StepResult skipped(Step step) {
    return new StepResult(
        step, Verdict.SKIPPED, Duration.ZERO, Duration.ZERO, List.of(), List.of());
  }
}
