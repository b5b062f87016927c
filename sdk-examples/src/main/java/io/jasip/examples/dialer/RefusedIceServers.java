package io.jasip.examples.dialer;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * STUN and TURN servers that no user agent takes: findings that the diagnosis itself cannot have.
 */
final class RefusedIceServers {

  private final List<Finding> findings = new ArrayList<>();

  /** One more. */
  void add(IllegalArgumentException why) {
    Evidence problem = new Evidence("ice-server.problem", String.valueOf(why.getMessage()));
    findings.add(new Finding(Fault.STUN_URL_INVALID, Verdict.FAILED, List.of(problem)));
  }

  /** Shows them where a listener hears of such servers. */
  DoctorListener before(DoctorListener listener) {
    return new DoctorListener() {
      @Override
      public void onStepBegun(Step step) {
        listener.onStepBegun(step);
      }

      @Override
      public void onStepEnded(StepResult result) {
        listener.onStepEnded(in(result));
      }
    };
  }

  /** Adds them to a diagnosis. */
  Diagnosis in(Diagnosis diagnosis) {
    return new Diagnosis(
        diagnosis.server(),
        diagnosis.startedAt(),
        diagnosis.took(),
        diagnosis.steps().stream().map(this::in).toList(),
        diagnosis.ladder(),
        diagnosis.samples());
  }

  private StepResult in(StepResult result) {
    if (findings.isEmpty() || result.step() != Step.ICE_SERVERS) {
      return result;
    }
    List<Evidence> evidence = new ArrayList<>(result.evidence());
    evidence.removeIf(each -> each.name().equals("ice-servers")); // "none configured"
    findings.forEach(finding -> evidence.addAll(finding.evidence()));
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(result.findings());
    return new StepResult(
        result.step(), Verdict.FAILED, result.begun(), result.took(), evidence, all);
  }
}
