package io.jasip.doctor;

/** Hears of a diagnosis while it goes on. Calls come in order, on the thread of the diagnosis. */
public interface DoctorListener {

  /**
   * A step has begun.
   *
   * @param step which
   */
  default void onStepBegun(Step step) {}

  /**
   * A step has ended, or is left out.
   *
   * @param result how it went
   */
  default void onStepEnded(StepResult result) {}
}
