package io.jasip;

import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Objects;

/** How a user agent treats its calls, unless {@link CallOptions} say otherwise. Immutable. */
public final class CallPolicy {

  /** How long an incoming call rings, unless said otherwise: one minute. */
  public static final Duration DEFAULT_RING_TIMEOUT = Duration.ofMinutes(1);

  /** Nothing special. */
  public static final CallPolicy DEFAULT = builder().build();

  private final SessionTimers sessionTimers;
  private final DtmfOptions dtmf;
  private final int maxCalls;
  private final Duration ringTimeout;
  private final boolean ringsByItself;
  private final boolean autoAnswer;
  private final int noAnswerStatus;

  private CallPolicy(Builder builder) {
    this.sessionTimers = builder.sessionTimers;
    this.dtmf = builder.dtmf;
    this.maxCalls = builder.maxCalls;
    this.ringTimeout = builder.ringTimeout;
    this.ringsByItself = builder.ringsByItself;
    this.autoAnswer = builder.autoAnswer;
    this.noAnswerStatus = builder.noAnswerStatus;
  }

  /**
   * Begins.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The session timers of calls.
   *
   * @return {@link SessionTimers#DEFAULT} unless set
   */
  public SessionTimers sessionTimers() {
    return sessionTimers;
  }

  /**
   * How digits are sent.
   *
   * @return {@link DtmfOptions#DEFAULT} unless set
   */
  public DtmfOptions dtmf() {
    return dtmf;
  }

  /**
   * How many calls there may be at once, either way.
   *
   * @return {@link Integer#MAX_VALUE} unless set
   */
  public int maxCalls() {
    return maxCalls;
  }

  /**
   * How long an incoming call rings before it is refused.
   *
   * @return {@link #DEFAULT_RING_TIMEOUT} unless set
   */
  public Duration ringTimeout() {
    return ringTimeout;
  }

  /**
   * Whether an incoming call is answered with 180 as soon as it has come in.
   *
   * @return true unless set
   */
  public boolean ringsByItself() {
    return ringsByItself;
  }

  /**
   * Whether a call whose caller asks for that is answered without the application.
   *
   * @return false unless set
   */
  public boolean autoAnswer() {
    return autoAnswer;
  }

  /**
   * The status by which a call is refused that nobody has answered in time.
   *
   * @return 480 unless set
   */
  public int noAnswerStatus() {
    return noAnswerStatus;
  }

  /** Collects the policy. Not for use by several threads at once. */
  public static final class Builder {

    private SessionTimers sessionTimers = SessionTimers.DEFAULT;
    private DtmfOptions dtmf = DtmfOptions.DEFAULT;
    private int maxCalls = Integer.MAX_VALUE;
    private Duration ringTimeout = DEFAULT_RING_TIMEOUT;
    private boolean ringsByItself = true;
    private boolean autoAnswer;
    private int noAnswerStatus = StatusCode.TEMPORARILY_UNAVAILABLE;

    private Builder() {}

    /**
     * Sets the session timers of calls (RFC 4028).
     *
     * @param timers the default is {@link SessionTimers#DEFAULT}
     * @return this
     */
    public Builder sessionTimers(SessionTimers timers) {
      this.sessionTimers = Objects.requireNonNull(timers, "timers");
      return this;
    }

    /**
     * Sets how {@link Call#sendDtmf(String)} sends digits.
     *
     * @param options the default is {@link DtmfOptions#DEFAULT}
     * @return this
     */
    public Builder dtmf(DtmfOptions options) {
      this.dtmf = Objects.requireNonNull(options, "options");
      return this;
    }

    /**
     * Sets how many calls there may be at once, those that only ring among them. An incoming call
     * beyond that is refused with 486 and the application not told; outgoing calls count, but are
     * the application's own business. A call that takes the place of another counts once.
     *
     * @param calls at least 1; the default is no limit
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder maxCalls(int calls) {
      if (calls < 1) {
        throw new IllegalArgumentException("maxCalls " + calls + " is less than 1");
      }
      this.maxCalls = calls;
      return this;
    }

    /**
     * Sets how long an incoming call rings before it is refused, with {@link #noAnswerStatus()}.
     *
     * @param duration more than zero; the default is {@link #DEFAULT_RING_TIMEOUT}
     * @return this
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Builder ringTimeout(Duration duration) {
      if (duration.isZero() || duration.isNegative()) {
        throw new IllegalArgumentException("ringTimeout " + duration + " is not more than zero");
      }
      this.ringTimeout = duration;
      return this;
    }

    /**
     * Sets whether an incoming call is answered with 180 as soon as it has come in. If not, the
     * caller gets 100, and the application says 180 by {@link Call#progress(int)} when it rings.
     *
     * @param rings the default is true
     * @return this
     */
    public Builder ringsByItself(boolean rings) {
      this.ringsByItself = rings;
      return this;
    }

    /**
     * Sets whether a call whose caller asks for that is answered without the application: {@code
     * Call-Info: <...>;answer-after=0}, {@code Alert-Info} with {@code info=alert-autoanswer} or
     * {@code auto-answer}, or {@code Answer-Mode: Auto} (RFC 5373). Only for servers that let not
     * everybody ask: whoever calls hears the room.
     *
     * @param answer the default is false
     * @return this
     */
    public Builder autoAnswer(boolean answer) {
      this.autoAnswer = answer;
      return this;
    }

    /**
     * Sets the status by which a call is refused that nobody has answered within {@link
     * #ringTimeout()}.
     *
     * @param status 300 to 699, such as 480 or 408; the default is 480
     * @return this
     * @throws IllegalArgumentException if the status is not a refusal
     */
    public Builder noAnswerStatus(int status) {
      if (status < 300 || status > 699) {
        throw new IllegalArgumentException(
            "noAnswerStatus " + status + ": a refusal has a status from 300 to 699");
      }
      this.noAnswerStatus = status;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the policy
     */
    public CallPolicy build() {
      return new CallPolicy(this);
    }
  }
}
