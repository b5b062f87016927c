package io.jasip.examples.dialer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When each step of a run happened for the first time, in milliseconds since its start. */
final class Timeline {

  private final LongSupplier nanoTime;
  private final long start;
  private final Map<String, Long> steps = new LinkedHashMap<>();

  /** Begins now, by the step {@code start}. */
  Timeline(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    steps.put("start", 0L);
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start);
  }

  /** Notes a step and returns when it happened. */
  synchronized long mark(String step) {
    long now = millis();
    steps.putIfAbsent(step, now);
    return now;
  }

  synchronized Map<String, Long> steps() {
    return new LinkedHashMap<>(steps);
  }
}
