package io.jasip.examples.soak;

import io.jasip.UABuilder;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a soak is to do.
 *
 * @param builder gives a fresh configuration for each phone; its server is on this machine when
 *     there are to be faults
 * @param phones how many user agents, each of which makes one call after the other
 * @param target what they call; must answer
 * @param length from the first measurement to the last
 * @param talk how long a call lasts
 * @param faultEvery how often the network breaks in some way; zero for never
 */
public record SoakPlan(
    Supplier<UABuilder> builder,
    int phones,
    String target,
    Duration length,
    Duration talk,
    Duration faultEvery) {

  /** Whether the network is to break at all. */
  boolean hasFaults() {
    return !faultEvery.isZero();
  }
}
