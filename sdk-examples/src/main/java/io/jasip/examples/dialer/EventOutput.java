package io.jasip.examples.dialer;

import java.util.Map;

/** Shows what happens in a run, as it happens. Called by one thread at a time. */
interface EventOutput {

  /**
   * Something has happened.
   *
   * @param millis since the start of the run
   * @param name of the event, such as {@code registered}
   * @param fields values of the event, for a program
   * @param text the same for a person
   */
  void event(long millis, String name, Map<String, Object> fields, String text);

  /** The run failed. Errors also go to stderr; that is not the business of this interface. */
  void failure(long millis, Failure failure);

  /** The run is over. */
  void summary(Summary summary);
}
