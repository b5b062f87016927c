package io.jasip.examples.soak;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a soak went.
 *
 * @param answered calls that were answered
 * @param failures calls that were not, or that ended by themselves, by cause
 * @param faults what the network did, and how often
 * @param reconnects connections that were made again
 * @param setUpMillisP50 from dialling to the answer, half of all calls
 * @param setUpMillisP99 the same, all but one in a hundred
 * @param phones how many there were
 * @param registered how many of them were registered at the end
 * @param before what the process held when everything had been done once
 * @param after what it held at the end
 */
public record SoakReport(
    int answered,
    Map<String, Integer> failures,
    Map<String, Integer> faults,
    int reconnects,
    long setUpMillisP50,
    long setUpMillisP99,
    int phones,
    int registered,
    Vitals before,
    Vitals after) {

  /**
   * Whether all is as it has to be: calls were answered, every phone is registered, and the process
   * holds no more than before.
   *
   * @return whether the soak counts as passed
   */
  public boolean isGood() {
    return answered > 0 && registered == phones && after.isFlatSince(before);
  }

  /**
   * The report for a person.
   *
   * @return several lines
   */
  public String text() {
    return String.join(
        System.lineSeparator(),
        "calls answered: " + answered + ", failed: " + counts(failures),
        "faults of the network: " + counts(faults) + ", reconnects: " + reconnects,
        "set-up of calls: p50 " + setUpMillisP50 + " ms, p99 " + setUpMillisP99 + " ms",
        "registered at the end: " + registered + " of " + phones,
        "threads: " + before.threads() + " -> " + after.threads(),
        "descriptors: " + before.descriptors() + " -> " + after.descriptors(),
        "heap: " + kilobytes(before) + " -> " + kilobytes(after) + " kB",
        verdict());
  }

  private String verdict() {
    if (answered == 0) {
      return "not good: no call was answered";
    }
    if (registered < phones) {
      return "not good: " + (phones - registered) + " of " + phones + " phones not registered";
    }
    return isGood()
        ? "good: nothing has leaked"
        : "not good: threads, descriptors or memory have grown";
  }

  /** Such as "3 BUSY, 1 CONNECTION_ERROR". */
  private static String counts(Map<String, Integer> numbers) {
    return numbers.isEmpty()
        ? "none"
        : numbers.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
  }

  private static long kilobytes(Vitals vitals) {
    return vitals.heapBytes() / 1024;
  }
}
