package io.jasip.internal.doctor;

/** One step of a diagnosis. On the thread of the diagnosis, which it may block until its time. */
interface Check {

  /**
   * Examines.
   *
   * @param deadline when it has to be over
   * @throws Exception that nothing explains; a {@link java.util.concurrent.TimeoutException} is the
   *     end of the time
   */
  void run(Examination examination, Notes notes, Deadline deadline) throws Exception;
}
