package io.jasip.internal.doctor;

import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import java.util.function.Consumer;

/** Carries out steps, one after the other, and keeps and tells their results. */
interface Steps {

  /**
   * Carries out a step.
   *
   * @param body sees and concludes; keeps to its own time
   */
  StepResult take(Step step, Consumer<Notes> body);

  /** Leaves steps out. */
  void skip(Step... steps);
}
