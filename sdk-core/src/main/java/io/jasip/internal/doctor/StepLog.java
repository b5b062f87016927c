package io.jasip.internal.doctor;

import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of one diagnosis as they go. On the thread of the diagnosis. */
final class StepLog implements Steps {

  private static final Logger LOG = LoggerFactory.getLogger(StepLog.class);

  private final long begun = System.nanoTime();
  private final DoctorListener listener;
  private final List<StepResult> results = new ArrayList<>();

  StepLog(DoctorListener listener) {
    this.listener = listener;
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public StepResult take(Step step, Consumer<Notes> body) {
    Duration from = now();
    tell(() -> listener.onStepBegun(step));
    Notes notes = new Notes();
    try {
      body.accept(notes);
    } catch (CancelledDiagnosisException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("The step {} of the diagnosis failed by itself", step, e);
      notes.saw("exception", e).fails(Fault.UNEXPLAINED);
    }
    return add(notes.result(step, from, now().minus(from)));
  }

  @Override
  public void skip(Step... steps) {
    for (Step step : steps) {
      Notes notes = new Notes();
      notes.skip();
      add(notes.result(step, Duration.ZERO, Duration.ZERO));
    }
  }

  private StepResult add(StepResult result) {
    results.add(result);
    tell(() -> listener.onStepEnded(result));
    return result;
  }

  private static void tell(Runnable event) {
    try {
      event.run();
    } catch (Throwable e) { // an assertion of the application's too
      LOG.error("The application's doctor listener threw an exception; the diagnosis goes on", e);
    }
  }

  /** How a step has ended; skipped if it has not. */
  Verdict verdict(Step step) {
    return results.stream()
        .filter(each -> each.step() == step)
        .map(StepResult::verdict)
        .findFirst()
        .orElse(Verdict.SKIPPED);
  }

  /** Those that have ended so far, in that order. */
  List<StepResult> results() {
    return List.copyOf(results);
  }
}
