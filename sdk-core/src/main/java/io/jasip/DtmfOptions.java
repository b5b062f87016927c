package io.jasip;

import java.time.Duration;
import java.util.Objects;

/**
 * How digits are sent. Immutable.
 *
 * @param method by which messages
 * @param duration of each digit, 40 ms to 6 s
 * @param gap between digits, 30 ms to 6 s
 */
public record DtmfOptions(DtmfMethod method, Duration duration, Duration gap) {

  /** {@link DtmfMethod#AUTO}, 100 ms, gaps of 70 ms. */
  public static final DtmfOptions DEFAULT =
      new DtmfOptions(DtmfMethod.AUTO, Duration.ofMillis(100), Duration.ofMillis(70));

  /**
   * Checks the durations.
   *
   * @param method by which messages
   * @param duration of each digit, 40 ms to 6 s
   * @param gap between digits, 30 ms to 6 s
   * @throws IllegalArgumentException if a duration is out of its range
   */
  public DtmfOptions {
    Objects.requireNonNull(method, "method");
    check("duration", duration, 40);
    check("gap", gap, 30);
  }

  private static void check(String what, Duration value, long atLeast) {
    if (value.toMillis() < atLeast || value.toMillis() > 6_000) {
      throw new IllegalArgumentException(
          "DTMF " + what + " " + value.toMillis() + " ms is not within " + atLeast + " to 6000 ms");
    }
  }

  /**
   * The defaults with a method.
   *
   * @param method by which messages
   * @return 100 ms, gaps of 70 ms
   */
  public static DtmfOptions by(DtmfMethod method) {
    return new DtmfOptions(method, DEFAULT.duration(), DEFAULT.gap());
  }
}
