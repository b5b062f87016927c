package io.jasip;

import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipUri;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a user agent registers. Immutable; may be shared by user agents. */
public final class RegistrationOptions {

  /** How long a registration is asked to last, unless said otherwise: 10 minutes. */
  public static final Duration DEFAULT_EXPIRES = Duration.ofMinutes(10);

  /** How often the server is asked for our binding, unless said otherwise: once a minute. */
  public static final Duration DEFAULT_WATCH = Duration.ofMinutes(1);

  /** Nothing special. */
  public static final RegistrationOptions DEFAULT = builder().build();

  private static final Set<String> RESERVED = Set.of("expires", "reg-id", "+sip.instance");

  private final Duration expires;
  private final @Nullable SipUri registrar;
  private final @Nullable SipUri contact;
  private final boolean outbound;
  private final SipParameters contactParameters;
  private final SipHeaders headers;
  private final @Nullable String instanceId;
  private final boolean automaticRefresh;
  private final boolean onConnect;
  private final Duration watch;
  private final int flows;
  private final GruuUse gruuInCalls;
  private final String fromTagTrail;

  private RegistrationOptions(Builder builder) {
    this.expires = builder.expires;
    this.registrar = builder.registrar;
    this.contact = builder.contact;
    this.outbound = builder.outbound;
    this.contactParameters = builder.contactParameters;
    this.headers = builder.headers.build();
    this.instanceId = builder.instanceId;
    this.automaticRefresh = builder.automaticRefresh;
    this.onConnect = builder.onConnect;
    this.watch = builder.watch;
    this.flows = builder.flows;
    this.gruuInCalls = builder.gruuInCalls;
    this.fromTagTrail = builder.fromTagTrail;
  }

  /**
   * Begins.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how long a registration is asked to last; {@link #DEFAULT_EXPIRES} unless set} */
  public Duration expires() {
    return expires;
  }

  /**
   * {@return the Request-URI of REGISTER (RFC 3261 section 10.2); null for the domain of the
   * address of record}
   */
  public @Nullable SipUri registrar() {
    return registrar;
  }

  /**
   * {@return the Contact that the application has chosen; null for a random name under {@code
   * .invalid} (RFC 7118 section 5.2)}
   */
  public @Nullable SipUri contact() {
    return contact;
  }

  /** {@return whether the connection is offered as a flow of RFC 5626; true by default} */
  public boolean outbound() {
    return outbound;
  }

  /** {@return the parameters to add to the Contact of REGISTER; possibly empty} */
  public SipParameters contactParameters() {
    return contactParameters;
  }

  /** {@return the header fields to add to REGISTER; possibly empty} */
  public SipHeaders headers() {
    return headers;
  }

  /**
   * {@return the URN of this installation (RFC 5626 section 4.1); null if each user agent gets a
   * random one}
   */
  public @Nullable String instanceId() {
    return instanceId;
  }

  /** {@return whether the registration is refreshed by itself; true by default} */
  public boolean automaticRefresh() {
    return automaticRefresh;
  }

  /**
   * {@return whether the user agent registers by itself as soon as it is connected; false by
   * default}
   */
  public boolean onConnect() {
    return onConnect;
  }

  /**
   * {@return how often the server is asked whether it still has our binding; a minute by default;
   * zero for never}
   */
  public Duration watch() {
    return watch;
  }

  /** {@return over how many connections at a time there is to be a registration; 1 by default} */
  public int flows() {
    return flows;
  }

  /**
   * {@return which address of the server's gift calls carry as their Contact; {@link
   * GruuUse#PUBLIC} by default}
   */
  public GruuUse gruuInCalls() {
    return gruuInCalls;
  }

  /** {@return what the From tag of REGISTER ends with; possibly empty} */
  public String fromTagTrail() {
    return fromTagTrail;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private Duration expires = DEFAULT_EXPIRES;
    private @Nullable SipUri registrar;
    private @Nullable SipUri contact;
    private boolean outbound = true;
    private SipParameters contactParameters = SipParameters.NONE;
    private final SipHeaders.Builder headers = SipHeaders.builder();
    private @Nullable String instanceId;
    private boolean automaticRefresh = true;
    private boolean onConnect;
    private Duration watch = DEFAULT_WATCH;
    private int flows = 1;
    private GruuUse gruuInCalls = GruuUse.PUBLIC;
    private String fromTagTrail = "";

    private Builder() {}

    /**
     * Sets how long a registration is asked to last; the server may grant another time.
     *
     * @param duration at least 10 s; the default is {@link #DEFAULT_EXPIRES}
     * @return this
     * @throws IllegalArgumentException if it is shorter
     */
    public Builder expires(Duration duration) {
      if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
        throw new IllegalArgumentException(
            "expires " + duration + " is shorter than 10 s, which floods the server");
      }
      this.expires = duration;
      return this;
    }

    /**
     * Sets the registrar, where it is not the domain of the address of record.
     *
     * @param uri such as {@code sip:registrar.example.com}
     * @return this
     * @throws IllegalArgumentException if it is no SIP URI, or names a user, which a Request-URI of
     *     REGISTER must not (RFC 3261 section 10.2)
     */
    public Builder registrar(String uri) {
      SipUri parsed = SipUri.parse(uri);
      if (!parsed.isSip() || parsed.user() != null) {
        throw new IllegalArgumentException(
            "registrar \"" + uri + "\" is no SIP URI without a user; write sip:host");
      }
      this.registrar = parsed;
      return this;
    }

    /**
     * Sets the Contact of REGISTER and of calls, for servers that read something into it: the
     * chan_sip of Asterisk 16 calls a phone on wss only if {@code transport=wss} stands there.
     *
     * @param uri a SIP URI with a user, such as {@code sip:desk7@desk.invalid;transport=ws}; the
     *     default is a random one
     * @return this
     * @throws IllegalArgumentException if it is no SIP URI with a user
     */
    public Builder contact(String uri) {
      SipUri parsed = SipUri.parse(uri);
      if (!parsed.isSip() || parsed.user() == null) {
        throw new IllegalArgumentException(
            "contact \"" + uri + "\" is no SIP URI with a user; write sip:user@host;transport=ws");
      }
      this.contact = parsed;
      return this;
    }

    /**
     * Sets whether the connection is offered as a flow of RFC 5626, by {@code reg-id}.
     *
     * @param offered the default is true; a registrar that does not know of it ignores it
     * @return this
     */
    public Builder outbound(boolean offered) {
      this.outbound = offered;
      return this;
    }

    /**
     * Adds a parameter to the Contact of REGISTER, such as a feature tag of RFC 3840 or a push
     * parameter.
     *
     * @param name a token; {@code expires}, {@code reg-id} and {@code +sip.instance} stay as they
     *     are
     * @param value with its quotes if it needs them; {@code ""} for none
     * @return this
     * @throws IllegalArgumentException if the value holds a line break
     */
    public Builder contactParameter(String name, String value) {
      if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        return this;
      }
      contactParameters = contactParameters.with(name, value);
      return this;
    }

    /**
     * Adds a header field to REGISTER.
     *
     * @param name such as {@code X-Device}
     * @param value one line
     * @return this
     * @throws IllegalArgumentException if the name is not a token or the value holds a line break
     */
    public Builder header(String name, String value) {
      headers.add(name, value);
      return this;
    }

    /**
     * Sets the name of this installation, by which the server knows its binding again after a
     * restart (RFC 5626 section 4.1). An application that keeps one leaves no dead bindings behind.
     *
     * @param urn such as {@code urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6}, not for several
     *     user agents at once; the default is a random one for each
     * @return this
     * @throws IllegalArgumentException if it is no URN
     */
    public Builder instanceId(String urn) {
      if (!urn.matches("(?i)urn:[a-z0-9][a-z0-9-]{1,31}:[^\\s<>\"]+")) {
        throw new IllegalArgumentException(
            "instanceId \"" + urn + "\" is no URN; write urn:uuid: and a UUID");
      }
      this.instanceId = urn;
      return this;
    }

    /**
     * Sets whether the registration is refreshed by itself.
     *
     * @param automatic the default is true; with false the application hears {@link
     *     UAListener#onRegistrationExpiring} and calls {@link UA#register()}, else the registration
     *     ends
     * @return this
     */
    public Builder automaticRefresh(boolean automatic) {
      this.automaticRefresh = automatic;
      return this;
    }

    /**
     * Sets whether the user agent registers by itself as soon as it is connected. How that went is
     * told to {@link UAListener#onRegistration}.
     *
     * @param register the default is false
     * @return this
     */
    public Builder onConnect(boolean register) {
      this.onConnect = register;
      return this;
    }

    /**
     * Sets how often the server is asked whether it still has our binding, by a REGISTER without
     * Contact (RFC 3261 section 10.2.3). Servers drop bindings without a word, as when another
     * device takes the place; calls then do not come in any more. A binding that is gone is made
     * again, and {@link UAListener#onRegistration} hears of both. Servers that do not list our
     * binding when we register are not asked.
     *
     * @param interval the default is {@link #DEFAULT_WATCH}; zero for never. It grows up to eight
     *     times as long while each time the binding is found gone
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public Builder watch(Duration interval) {
      if (interval.isNegative()) {
        throw new IllegalArgumentException("watch " + interval + " is less than 0");
      }
      this.watch = interval;
      return this;
    }

    /**
     * Sets over how many connections at a time there is to be a registration (RFC 5626 section
     * 4.2), so that calls still come in when a server dies. Of a user agent with {@link
     * UABuilder#servers} each connection is to another server; servers beyond that number are kept
     * in reserve. Calls and requests go out over the first that is registered; a call stays with
     * its connection. A connection or registration that fails while another works is tried again
     * with the pauses of RFC 5626 section 4.5. {@link UA#start()} and {@link UA#register()} succeed
     * with the first; events of all are told, with {@link RegistrationEvent#flow()}.
     *
     * @param number at least 1, which is the default. Without several servers, and without {@link
     *     #outbound(boolean)}, it is always 1. The accounts of {@link UA#addAccount} have as many
     *     as the user agent, whatever their options say
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder flows(int number) {
      if (number < 1) {
        throw new IllegalArgumentException("flows " + number + " is less than 1");
      }
      this.flows = number;
      return this;
    }

    /**
     * Sets which address of the server's gift (RFC 5627) calls carry as their Contact.
     *
     * @param use the default is {@link GruuUse#PUBLIC}; a server that gives none changes nothing
     * @return this
     */
    public Builder gruuInCalls(GruuUse use) {
      this.gruuInCalls = Objects.requireNonNull(use, "use");
      return this;
    }

    /**
     * Sets what the From tag of REGISTER ends with, for servers that tell devices apart by it.
     *
     * @param trail of the characters of a token; the default is none
     * @return this
     * @throws IllegalArgumentException if it holds another character
     */
    public Builder fromTagTrail(String trail) {
      if (!trail.matches("[A-Za-z0-9.!%*_+`'~-]*")) {
        throw new IllegalArgumentException(
            "fromTagTrail \"" + trail + "\" is no token; take letters, digits and .!%*_+`'~-");
      }
      this.fromTagTrail = trail;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public RegistrationOptions build() {
      return new RegistrationOptions(this);
    }
  }
}
