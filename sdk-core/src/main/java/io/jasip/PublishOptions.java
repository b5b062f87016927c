package io.jasip;

import io.jasip.sip.SipHeaders;
import java.time.Duration;

/** What one publication may differ in. Immutable. */
public final class PublishOptions {

  /** Nothing special. */
  public static final PublishOptions DEFAULT = builder().build();

  private final Duration expires;
  private final SipHeaders headers;

  private PublishOptions(Builder builder) {
    this.expires = builder.expires;
    this.headers = builder.request.build().headers();
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
   * How long the server is asked to keep the state between refreshes.
   *
   * @return whole seconds; one hour unless set
   */
  public Duration expires() {
    return expires;
  }

  /**
   * Header fields to add to PUBLISH.
   *
   * @return possibly empty
   */
  public SipHeaders headers() {
    return headers;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private Duration expires = Duration.ofHours(1);
    private final RequestOptions.Builder request = RequestOptions.builder();

    private Builder() {}

    /**
     * Sets how long the server is asked to keep the state between refreshes. It may grant less.
     *
     * @param duration at least one second
     * @return this
     * @throws IllegalArgumentException if shorter
     */
    public Builder expires(Duration duration) {
      if (duration.toSeconds() < 1) {
        throw new IllegalArgumentException("expires " + duration + " is less than a second");
      }
      this.expires = Duration.ofSeconds(duration.toSeconds());
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
     * Finishes.
     *
     * @return the options
     */
    public PublishOptions build() {
      return new PublishOptions(this);
    }
  }
}
