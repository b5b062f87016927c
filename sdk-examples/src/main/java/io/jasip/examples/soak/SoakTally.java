package io.jasip.examples.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happens in a soak. Any thread. */
final class SoakTally {

  private final Map<String, Integer> failures = new TreeMap<>();
  private final List<Long> setUpMillis = new ArrayList<>();
  private final Map<String, Integer> faults = new TreeMap<>();
  private int reconnects;

  synchronized void called(Duration setUp) {
    setUpMillis.add(setUp.toMillis());
  }

  /** A call has failed, or has ended without anybody's hanging up. */
  synchronized void failed(String cause) {
    failures.merge(cause, 1, Integer::sum);
  }

  synchronized void reconnected() {
    reconnects++;
  }

  synchronized void broke(String fault) {
    faults.merge(fault, 1, Integer::sum);
  }

  synchronized SoakReport report(Vitals before, Vitals after, int phones, int registered) {
    List<Long> sorted = setUpMillis.stream().sorted().toList();
    return new SoakReport(
        sorted.size(),
        new TreeMap<>(failures),
        new TreeMap<>(faults),
        reconnects,
        percentile(sorted, 50),
        percentile(sorted, 99),
        phones,
        registered,
        before,
        after);
  }

  private static long percentile(List<Long> sorted, int percent) {
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() - 1) * percent / 100);
  }
}
