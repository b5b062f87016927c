package io.jasip.transport;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a connection that is lost is made again. Immutable; may be shared by user agents.
 *
 * <p>Each wait is a random part of a window ("full jitter"), so that the thousand phones of a
 * server that was restarted do not come all at once. While the outage is younger than {@link
 * #restartTime()}, the window stays at {@link #firstWindow()}: whoever restarts a server is back
 * soon, and meanwhile its port is closed, or its web server answers 404 or 400 before its SIP part
 * is ready. After that the window doubles with each attempt up to {@link #largestWindow()}. A
 * server that refuses us for a reason that does not pass by itself (its certificate, or an HTTP
 * status such as 403) is asked again after half the largest window at the earliest. {@code
 * Retry-After} of a server is obeyed.
 */
public final class ReconnectPolicy {

  /** A window of 2 seconds for 2 minutes, then up to 30 seconds; for ever. */
  public static final ReconnectPolicy DEFAULT = builder().build();

  /** A connection that is lost stays lost, until {@link io.jasip.UA#networkChanged()}. */
  public static final ReconnectPolicy NEVER = builder().giveUpAfter(Duration.ZERO).build();

  private final Duration firstWindow;
  private final Duration largestWindow;
  private final Duration restartTime;
  private final @Nullable Duration giveUpAfter;
  private final Duration failBack;
  private final boolean firstToo;

  private ReconnectPolicy(Builder builder) {
    this.firstWindow = builder.firstWindow;
    this.largestWindow = builder.largestWindow;
    this.restartTime = builder.restartTime;
    this.giveUpAfter = builder.giveUpAfter;
    this.failBack = builder.failBack;
    this.firstToo = builder.firstToo;
  }

  /**
   * Begins.
   *
   * @return a builder with the values of {@link #DEFAULT}
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The window of the first attempts.
   *
   * @return 2 seconds by default
   */
  public Duration firstWindow() {
    return firstWindow;
  }

  /**
   * What the window grows to.
   *
   * @return 30 seconds by default
   */
  public Duration largestWindow() {
    return largestWindow;
  }

  /**
   * How long the window does not grow.
   *
   * @return 2 minutes by default
   */
  public Duration restartTime() {
    return restartTime;
  }

  /**
   * How old an outage gets before no further attempt is made.
   *
   * @return null, which is the default, for any age
   */
  public @Nullable Duration giveUpAfter() {
    return giveUpAfter;
  }

  /**
   * How often a user agent whose server is not the heaviest tries a heavier one.
   *
   * @return 5 minutes by default; zero for never
   */
  public Duration failBack() {
    return failBack;
  }

  /**
   * Whether the first connection is tried again too.
   *
   * @return false by default: {@link io.jasip.UA#start()} fails at once with the reason
   */
  public boolean firstToo() {
    return firstToo;
  }

  /** Collects values. Not for use by several threads at once. */
  public static final class Builder {
    private Duration firstWindow = Duration.ofSeconds(2);
    private Duration largestWindow = Duration.ofSeconds(30);
    private Duration restartTime = Duration.ofMinutes(2);
    private @Nullable Duration giveUpAfter;
    private Duration failBack = Duration.ofMinutes(5);
    private boolean firstToo;

    private Builder() {}

    /**
     * Sets the windows from which waits are drawn.
     *
     * @param first of the first attempts; more than zero. For N phones of one server expect N
     *     divided by this many connections per second when it is back
     * @param largest what it grows to
     * @return this
     * @throws IllegalArgumentException if the first is not more than zero, or the largest is less
     */
    public Builder windows(Duration first, Duration largest) {
      if (first.isZero() || first.isNegative() || largest.compareTo(first) < 0) {
        throw new IllegalArgumentException(
            "windows: 0 < first <= largest does not hold of " + first + " and " + largest);
      }
      this.firstWindow = first;
      this.largestWindow = largest;
      return this;
    }

    /**
     * Sets how long the window does not grow.
     *
     * @param time as long as the server takes to restart; zero for a window that grows at once
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder restartTime(Duration time) {
      this.restartTime = notNegative("restartTime", time);
      return this;
    }

    /**
     * Sets when to give up. What is left is told by a {@link io.jasip.ConnectionEvent} without
     * {@code retryIn}.
     *
     * @param outage since the connection was lost; null for never, zero for at once
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder giveUpAfter(@Nullable Duration outage) {
      this.giveUpAfter = outage == null ? null : notNegative("giveUpAfter", outage);
      return this;
    }

    /**
     * Sets how often a user agent whose server is not the heaviest tries a heavier one. It changes
     * over when that one takes the connection, and never during a call.
     *
     * @param interval zero for never
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder failBack(Duration interval) {
      this.failBack = notNegative("failBack", interval);
      return this;
    }

    /**
     * Sets whether the first connection is tried again too, until it is made or given up.
     *
     * @param again true for programs that may start before their server does
     * @return this
     */
    public Builder firstToo(boolean again) {
      this.firstToo = again;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the policy
     */
    public ReconnectPolicy build() {
      return new ReconnectPolicy(this);
    }

    private static Duration notNegative(String name, Duration value) {
      if (Objects.requireNonNull(value, name).isNegative()) {
        throw new IllegalArgumentException(name + " " + value + " is less than 0");
      }
      return value;
    }
  }
}
