package io.jasip;

import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one subscription may differ in. Immutable. */
public final class SubscribeOptions {

  /** Nothing special. */
  public static final SubscribeOptions DEFAULT = builder().build();

  private final Duration expires;
  private final List<String> accept;
  private final SipHeaders headers;
  private final SipBody body;
  private final boolean resubscribes;
  private final boolean forks;
  private final @Nullable SubscriptionListener listener;

  private SubscribeOptions(Builder builder) {
    this.expires = builder.expires;
    this.accept = builder.accept;
    this.headers = builder.request.build().headers();
    this.body = builder.body;
    this.resubscribes = builder.resubscribes;
    this.forks = builder.forks;
    this.listener = builder.listener;
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
   * How long the subscription is asked to last between refreshes.
   *
   * @return whole seconds; one hour unless set; zero fetches the state once
   */
  public Duration expires() {
    return expires;
  }

  /**
   * The media types that the notifier may report in.
   *
   * @return empty, unless set, for the usual type of the event package
   */
  public List<String> accept() {
    return accept;
  }

  /**
   * Header fields to add to SUBSCRIBE.
   *
   * @return possibly empty
   */
  public SipHeaders headers() {
    return headers;
  }

  /**
   * The body of SUBSCRIBE, such as a filter.
   *
   * @return possibly empty
   */
  public SipBody body() {
    return body;
  }

  /**
   * Whether the subscription is made anew when the notifier has ended or forgotten it.
   *
   * @return true unless set
   */
  public boolean resubscribes() {
    return resubscribes;
  }

  /**
   * Whether several phones of the target may report (RFC 6665 section 4.4.9).
   *
   * @return false unless set: the first wins, and the others get 481
   */
  public boolean forks() {
    return forks;
  }

  /**
   * The first listener of the subscription, added before anything happens.
   *
   * @return null for none
   */
  public @Nullable SubscriptionListener listener() {
    return listener;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private Duration expires = Duration.ofHours(1);
    private List<String> accept = List.of();
    private final RequestOptions.Builder request = RequestOptions.builder();
    private SipBody body = SipBody.NONE;
    private boolean resubscribes = true;
    private boolean forks;
    private @Nullable SubscriptionListener listener;

    private Builder() {}

    /**
     * Sets how long the subscription is to last between refreshes. The notifier may grant less.
     *
     * @param duration whole seconds, not negative; zero fetches the state once
     * @return this
     * @throws IllegalArgumentException if negative
     */
    public Builder expires(Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("expires " + duration + " is negative");
      }
      this.expires = Duration.ofSeconds(duration.toSeconds());
      return this;
    }

    /**
     * Sets the media types that the notifier may report in.
     *
     * @param types such as {@code application/pidf+xml}
     * @return this
     */
    public Builder accept(String... types) {
      this.accept = List.of(types);
      return this;
    }

    /**
     * Adds a header field.
     *
     * @param name such as {@code Subject}
     * @param value one line
     * @return this
     * @throws IllegalArgumentException as {@link RequestOptions.Builder#header}
     */
    public Builder header(String name, String value) {
      request.header(name, value);
      return this;
    }

    /**
     * Sets the body of SUBSCRIBE.
     *
     * @param content such as a filter
     * @return this
     */
    public Builder body(SipBody content) {
      this.body = Objects.requireNonNull(content, "content");
      return this;
    }

    /**
     * Sets whether the subscription is made anew when the notifier has ended or forgotten it for a
     * reason that allows that.
     *
     * @param again true is the default
     * @return this
     */
    public Builder resubscribes(boolean again) {
      this.resubscribes = again;
      return this;
    }

    /**
     * Sets whether several phones of the target may report, each by a subscription of its own. Only
     * for event packages that allow it, such as {@code dialog}.
     *
     * @param several false is the default
     * @return this
     */
    public Builder forks(boolean several) {
      this.forks = several;
      return this;
    }

    /**
     * Sets the first listener, which misses nothing.
     *
     * @param first to be told
     * @return this
     */
    public Builder listener(SubscriptionListener first) {
      this.listener = Objects.requireNonNull(first, "first");
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public SubscribeOptions build() {
      return new SubscribeOptions(this);
    }
  }
}
