package io.jasip;

import io.jasip.media.MediaOptions;
import io.jasip.sip.SipHeaders;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one call may differ in, whether made or answered. Immutable. */
public final class CallOptions {

  /** Nothing special. */
  public static final CallOptions DEFAULT = builder().build();

  private final @Nullable MediaOptions media;
  private final SipHeaders headers;
  private final @Nullable CallListener listener;
  private final boolean offersByUpdate;

  private CallOptions(Builder builder) {
    this.media = builder.media;
    this.headers = builder.headers.build();
    this.listener = builder.listener;
    this.offersByUpdate = builder.offersByUpdate;
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
   * What is asked of the media engine for this call.
   *
   * @return null for the engine's defaults
   */
  public @Nullable MediaOptions media() {
    return media;
  }

  /**
   * Header fields to add to the INVITE, or to its answer.
   *
   * @return possibly empty
   */
  public SipHeaders headers() {
    return headers;
  }

  /**
   * The first listener of the call, added before anything happens.
   *
   * @return null for none
   */
  public @Nullable CallListener listener() {
    return listener;
  }

  /**
   * Whether hold and resume go by UPDATE (RFC 3311) instead of re-INVITE, where the peer's Allow
   * lists it.
   *
   * @return false unless set
   */
  public boolean offersByUpdate() {
    return offersByUpdate;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private @Nullable MediaOptions media;
    private final SipHeaders.Builder headers = SipHeaders.builder();
    private @Nullable CallListener listener;
    private boolean offersByUpdate;

    private Builder() {}

    /**
     * Sets what is asked of the media engine.
     *
     * @param options of the engine in use
     * @return this
     */
    public Builder media(MediaOptions options) {
      this.media = Objects.requireNonNull(options, "options");
      return this;
    }

    /**
     * Adds a header field.
     *
     * @param name such as {@code X-Ticket}
     * @param value one line
     * @return this
     * @throws IllegalArgumentException if the name is not a token or the value holds a line break
     */
    public Builder header(String name, String value) {
      headers.add(name, value);
      return this;
    }

    /**
     * Sets the first listener of the call, which misses nothing.
     *
     * @param callListener to be told
     * @return this
     */
    public Builder listener(CallListener callListener) {
      this.listener = Objects.requireNonNull(callListener, "callListener");
      return this;
    }

    /**
     * Sends new offers by UPDATE (RFC 3311), where the peer's Allow lists it, which saves a message
     * but asks the peer to answer at once. The default is re-INVITE, as RFC 3311 section 5.1
     * advises.
     *
     * @param byUpdate whether to use UPDATE
     * @return this
     */
    public Builder offersByUpdate(boolean byUpdate) {
      this.offersByUpdate = byUpdate;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public CallOptions build() {
      return new CallOptions(this);
    }
  }
}
