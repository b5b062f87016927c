package io.jasip;

import io.jasip.media.MediaOptions;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  private final boolean withoutOffer;
  private final @Nullable SessionTimers sessionTimers;
  private final @Nullable Duration ringTimeout;
  private final @Nullable Duration expires;
  private final int redirects;
  private final boolean anonymous;
  private final @Nullable String fromUser;
  private final @Nullable String fromDisplayName;
  private final List<SipBody> parts;

  private CallOptions(Builder builder) {
    this.media = builder.media;
    this.headers = builder.headers.build();
    this.listener = builder.listener;
    this.offersByUpdate = builder.offersByUpdate;
    this.withoutOffer = builder.withoutOffer;
    this.sessionTimers = builder.sessionTimers;
    this.ringTimeout = builder.ringTimeout;
    this.expires = builder.expires;
    this.redirects = builder.redirects;
    this.anonymous = builder.anonymous;
    this.fromUser = builder.fromUser;
    this.fromDisplayName = builder.fromDisplayName;
    this.parts = List.copyOf(builder.parts);
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

  /**
   * Whether an outgoing call leaves the offer to the callee (RFC 3261 section 13.2.1).
   *
   * @return false unless set
   */
  public boolean withoutOffer() {
    return withoutOffer;
  }

  /**
   * The session timers of this call.
   *
   * @return null for those of {@link CallPolicy}
   */
  public @Nullable SessionTimers sessionTimers() {
    return sessionTimers;
  }

  /**
   * How long an outgoing call may ring before it is withdrawn.
   *
   * @return null for as long as the server lets it
   */
  public @Nullable Duration ringTimeout() {
    return ringTimeout;
  }

  /**
   * The Expires of an outgoing call.
   *
   * @return null for none
   */
  public @Nullable Duration expires() {
    return expires;
  }

  /**
   * How many addresses of 3xx responses are tried.
   *
   * @return 0 unless set
   */
  public int redirects() {
    return redirects;
  }

  /**
   * Whether the callee is not to know who calls.
   *
   * @return false unless set
   */
  public boolean anonymous() {
    return anonymous;
  }

  /**
   * The user part of From.
   *
   * @return null for the account's
   */
  public @Nullable String fromUser() {
    return fromUser;
  }

  /**
   * The display name of From.
   *
   * @return null for the account's
   */
  public @Nullable String fromDisplayName() {
    return fromDisplayName;
  }

  /**
   * What is sent beside the session description.
   *
   * @return possibly empty
   */
  public List<SipBody> parts() {
    return parts;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private @Nullable MediaOptions media;
    private final SipHeaders.Builder headers = SipHeaders.builder();
    private @Nullable CallListener listener;
    private boolean offersByUpdate;
    private boolean withoutOffer;
    private @Nullable SessionTimers sessionTimers;
    private @Nullable Duration ringTimeout;
    private @Nullable Duration expires;
    private int redirects;
    private boolean anonymous;
    private @Nullable String fromUser;
    private @Nullable String fromDisplayName;
    private final List<SipBody> parts = new ArrayList<>();

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
     * Sends the INVITE of an outgoing call without an offer: the callee makes it in its answer, and
     * our ACK has ours (RFC 3261 section 13.2.1), as third-party call control wants it (RFC 3725).
     * There is no early media then.
     *
     * @param leaveToCallee the default is false: our offer leaves with the INVITE
     * @return this
     */
    public Builder withoutOffer(boolean leaveToCallee) {
      this.withoutOffer = leaveToCallee;
      return this;
    }

    /**
     * Sets the session timers of this call (RFC 4028).
     *
     * @param timers the default is that of {@link CallPolicy#sessionTimers()}
     * @return this
     */
    public Builder sessionTimers(SessionTimers timers) {
      this.sessionTimers = Objects.requireNonNull(timers, "timers");
      return this;
    }

    /**
     * Sets how long an outgoing call may ring before it is withdrawn with {@link Cause#NO_ANSWER}.
     *
     * @param duration more than zero; the default is as long as the server lets it
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
     * Tells the server how long an outgoing call may ring: Expires (RFC 3261 section 20.19). If
     * nobody has answered by then, nor the server refused, the call is withdrawn here with {@link
     * Cause#EXPIRES}.
     *
     * @param duration at least one second; the default is none
     * @return this
     * @throws IllegalArgumentException if it is shorter
     */
    public Builder expires(Duration duration) {
      if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("expires " + duration + " is shorter than one second");
      }
      this.expires = duration;
      return this;
    }

    /**
     * Follows 3xx responses (RFC 3261 section 8.1.3.4): the addresses that they name are called one
     * after the other, the most wanted first, none of them twice.
     *
     * @param atMost how many addresses to try; the default is 0: a 3xx ends the call with {@link
     *     Cause#REDIRECTED}
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder followRedirects(int atMost) {
      if (atMost < 0) {
        throw new IllegalArgumentException("followRedirects " + atMost + " is negative");
      }
      this.redirects = atMost;
      return this;
    }

    /**
     * Hides from the callee who calls (RFC 3323, RFC 3325): From is anonymous, {@code Privacy: id}
     * asks the server to keep the rest to itself, which P-Preferred-Identity tells it.
     *
     * @param hide the default is false
     * @return this
     */
    public Builder anonymous(boolean hide) {
      this.anonymous = hide;
      return this;
    }

    /**
     * Sets another user part of From, such as the number of a department; P-Preferred-Identity (RFC
     * 3325) then holds the account's address. Servers need not accept that.
     *
     * @param user at the account's domain
     * @return this
     */
    public Builder fromUser(String user) {
      this.fromUser = Objects.requireNonNull(user, "user");
      return this;
    }

    /**
     * Sets another display name of From.
     *
     * @param name plain text; the default is that of the account
     * @return this
     */
    public Builder fromDisplayName(String name) {
      this.fromDisplayName = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sends something beside the session description of the INVITE or of its answer, in a {@code
     * multipart/mixed} body (RFC 5621), such as a location. A peer that does not know multipart
     * bodies refuses that.
     *
     * @param part of any type
     * @return this
     */
    public Builder part(SipBody part) {
      parts.add(Objects.requireNonNull(part, "part"));
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
