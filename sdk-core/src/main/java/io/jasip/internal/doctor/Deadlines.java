package io.jasip.internal.doctor;

import io.jasip.doctor.Step;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each step may take, and all of them together. A step that waits for a server that does
 * not answer takes its whole time.
 *
 * @param steps of those before the call, which has what is left
 * @param whole beyond which nothing is begun, and at which the call is ended
 */
public record Deadlines(Map<Step, Duration> steps, Duration whole) {

  /** Where a person waits. */
  public static final Deadlines DEFAULT = new Deadlines(defaults(), Duration.ofSeconds(29));

  /** Copies what it is given. */
  public Deadlines {
    steps = Map.copyOf(steps);
  }

  // A lost first packet of TCP is sent again after one second, so that two are enough for most.
  private static Map<Step, Duration> defaults() {
    Map<Step, Duration> steps = new EnumMap<>(Step.class);
    steps.put(Step.URL, Duration.ofMillis(100));
    steps.put(Step.MACHINE, Duration.ofSeconds(3));
    steps.put(Step.DNS, Duration.ofSeconds(3));
    steps.put(Step.TCP, Duration.ofMillis(2_500));
    steps.put(Step.TLS, Duration.ofSeconds(3));
    steps.put(Step.UPGRADE, Duration.ofMillis(3_500));
    steps.put(Step.WEBSOCKET, Duration.ofSeconds(2));
    steps.put(Step.OPTIONS, Duration.ofSeconds(5));
    steps.put(Step.REGISTER, Duration.ofSeconds(3));
    steps.put(Step.KEEP_ALIVE, Duration.ofMillis(1_500));
    steps.put(Step.ICE_SERVERS, Duration.ofSeconds(2));
    return steps;
  }

  /** How long a step may take; all that is left for the steps that are not named. */
  Duration of(Step step) {
    return steps.getOrDefault(step, whole);
  }
}
