package io.jasip;

import io.jasip.sip.SipHeaders;
import java.util.List;

/** What one request outside of a call may differ in. Immutable. */
public final class RequestOptions {

  /** Nothing special. */
  public static final RequestOptions DEFAULT = builder().build();

  private final SipHeaders headers;

  private RequestOptions(Builder builder) {
    this.headers = builder.headers.build();
  }

  /**
   * Begins.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Header fields to add to the request.
   *
   * @return possibly empty
   */
  public SipHeaders headers() {
    return headers;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private final SipHeaders.Builder headers = SipHeaders.builder();

    private Builder() {}

    /**
     * Adds a header field.
     *
     * @param name such as {@code Subject}
     * @param value one line
     * @return this
     * @throws IllegalArgumentException if the name is not a token, the value holds a line break, or
     *     the field is one that the user agent writes itself, such as {@code From}
     */
    public Builder header(String name, String value) {
      SipHeaders.Field field = new SipHeaders.Field(name, value);
      if (WRITTEN_BY_US.stream().anyMatch(field.name()::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "header " + field.name() + " is written by the user agent itself; leave it out");
      }
      headers.add(name, value);
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }

  private static final List<String> WRITTEN_BY_US =
      List.of(
          "Via",
          "Max-Forwards",
          "To",
          "From",
          "Call-ID",
          "CSeq",
          "Contact",
          "Content-Type",
          "Content-Length",
          "Authorization",
          "Proxy-Authorization");
}
