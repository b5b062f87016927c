package io.jasip;

import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a call is ended, declined or redirected. Immutable. */
public final class HangupOptions {

  /** Nothing special. */
  public static final HangupOptions DEFAULT = builder().build();

  private final int status;
  private final @Nullable String reason;
  private final SipHeaders headers;
  private final SipBody body;

  private HangupOptions(Builder builder) {
    this.status = builder.status;
    this.reason = builder.reason;
    this.headers = builder.headers.build();
    this.body = builder.body;
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
   * With a status and nothing else.
   *
   * @param status 300 to 699
   * @return the options
   * @throws IllegalArgumentException if the status is not a refusal
   */
  public static HangupOptions of(int status) {
    return builder().status(status).build();
  }

  /**
   * The status.
   *
   * @return 0 unless set
   */
  public int status() {
    return status;
  }

  /**
   * The reason in words.
   *
   * @return null for the usual phrase of the status
   */
  public @Nullable String reason() {
    return reason;
  }

  /**
   * Header fields to add.
   *
   * @return possibly empty
   */
  public SipHeaders headers() {
    return headers;
  }

  /**
   * The body of a refusal.
   *
   * @return {@link SipBody#NONE} unless set
   */
  public SipBody body() {
    return body;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private int status;
    private @Nullable String reason;
    private final SipHeaders.Builder headers = SipHeaders.builder();
    private SipBody body = SipBody.NONE;

    private Builder() {}

    /**
     * Sets the status: of the response that refuses an incoming call, or in the Reason header field
     * (RFC 3326) of CANCEL and BYE.
     *
     * @param code 300 to 699; the default is 603 for a refusal, and no Reason otherwise
     * @return this
     * @throws IllegalArgumentException if the status is not a refusal
     */
    public Builder status(int code) {
      if (code < 300 || code > 699) {
        throw new IllegalArgumentException(
            "status " + code + ": a refusal has a status from 300 to 699");
      }
      this.status = code;
      return this;
    }

    /**
     * Sets the reason in words: the reason phrase of the refusal, or the text of Reason. Of no
     * effect without a status.
     *
     * @param words one line; the default is the usual phrase of the status
     * @return this
     * @throws IllegalArgumentException if it holds a line break
     */
    public Builder reason(String words) {
      if (words.chars().anyMatch(c -> c < ' ')) {
        throw new IllegalArgumentException("reason holds a control character; remove it");
      }
      this.reason = words;
      return this;
    }

    /**
     * Adds a header field to the refusal, CANCEL or BYE.
     *
     * @param name such as {@code Reason} or {@code X-Ticket}
     * @param value one line
     * @return this
     * @throws IllegalArgumentException if the name is not a token or the value holds a line break
     */
    public Builder header(String name, String value) {
      headers.add(name, value);
      return this;
    }

    /**
     * Sets the body of the refusal. CANCEL and BYE take none.
     *
     * @param content the default is none
     * @return this
     */
    public Builder body(SipBody content) {
      this.body = Objects.requireNonNull(content, "content");
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public HangupOptions build() {
      return new HangupOptions(this);
    }
  }
}
