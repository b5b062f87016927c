package io.jasip.webrtc;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** How the quality of a call is to be watched. Immutable. */
public final class QualityOptions {

  /** Everything as it is unless said otherwise. */
  public static final QualityOptions DEFAULT = builder().build();

  private final Duration interval;
  private final double poorBelow;
  private final double goodFrom;
  private final Duration silentFor;
  private final double silentBelow;
  private final Executor executor;

  private QualityOptions(Builder builder) {
    this.interval = builder.interval;
    this.poorBelow = builder.poorBelow;
    this.goodFrom = builder.goodFrom;
    this.silentFor = builder.silentFor;
    this.silentBelow = builder.silentBelow;
    this.executor = builder.executor;
  }

  /**
   * Begins.
   *
   * @return a builder with defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How often a snapshot is taken.
   *
   * @return 5 seconds unless set
   */
  public Duration interval() {
    return interval;
  }

  /**
   * Below which mean opinion score the quality is poor.
   *
   * @return 3.1 unless set: many users are dissatisfied (ITU-T G.107 annex B)
   */
  public double poorBelow() {
    return poorBelow;
  }

  /**
   * From which mean opinion score on it has recovered.
   *
   * @return 3.6 unless set: few users are dissatisfied
   */
  public double goodFrom() {
    return goodFrom;
  }

  /**
   * How long sound must be missing before it is told.
   *
   * @return 10 seconds unless set
   */
  public Duration silentFor() {
    return silentFor;
  }

  /**
   * Which sound counts as silence.
   *
   * @return less than this root mean square in dBFS, -65 unless set
   */
  public double silentBelow() {
    return silentBelow;
  }

  /**
   * Where the listener is called.
   *
   * @return the common pool unless set
   */
  public Executor executor() {
    return executor;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private Duration interval = Duration.ofSeconds(5);
    private double poorBelow = 3.1;
    private double goodFrom = 3.6;
    private Duration silentFor = Duration.ofSeconds(10);
    private double silentBelow = -65;
    private Executor executor = ForkJoinPool.commonPool();

    private Builder() {}

    /**
     * Sets how often a snapshot is taken.
     *
     * @param each 100 ms or more
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public Builder interval(Duration each) {
      if (each.toMillis() < 100) {
        throw new IllegalArgumentException("interval " + each + " is less than 100 ms");
      }
      this.interval = each;
      return this;
    }

    /**
     * Sets where quality becomes poor, and where good again. The two differ so that a quality near
     * one of them does not tell again and again.
     *
     * @param poor mean opinion score below which it is poor
     * @param good mean opinion score from which on it has recovered, more than {@code poor}
     * @return this
     * @throws IllegalArgumentException if they are not between 1 and 4.41 in this order
     */
    public Builder thresholds(double poor, double good) {
      if (!(poor >= 1 && poor < good && good <= 4.41)) { // NaN included
        throw new IllegalArgumentException(
            "thresholds " + poor + " and " + good + " are not between 1 and 4.41 in this order");
      }
      this.poorBelow = poor;
      this.goodFrom = good;
      return this;
    }

    /**
     * Sets how long sound must be missing before it is told.
     *
     * @param time more than zero
     * @return this
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Builder silentFor(Duration time) {
      if (time.isZero() || time.isNegative()) {
        throw new IllegalArgumentException("silentFor " + time + " is not more than zero");
      }
      this.silentFor = time;
      return this;
    }

    /**
     * Sets which sound counts as silence.
     *
     * @param level less than this root mean square in dBFS, -126 to 0
     * @return this
     * @throws IllegalArgumentException if it is not within these limits
     */
    public Builder silentBelow(double level) {
      if (!(level >= -126 && level <= 0)) { // NaN included
        throw new IllegalArgumentException("silentBelow " + level + " is not within -126 to 0");
      }
      this.silentBelow = level;
      return this;
    }

    /**
     * Sets where the listener is called.
     *
     * @param runs its methods, one at a time and in order
     * @return this
     */
    public Builder executor(Executor runs) {
      this.executor = Objects.requireNonNull(runs, "runs");
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public QualityOptions build() {
      return new QualityOptions(this);
    }
  }
}
