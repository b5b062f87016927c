package io.jasip.internal.registration;

import io.jasip.RegistrationOptions;
import io.jasip.internal.core.Identity;
import io.jasip.internal.core.LongerIntervals;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes REGISTER requests (RFC 3261 section 10.2, RFC 5626 section 4.2.1). All requests of a
 * registration share a Call-ID and count up.
 */
final class RegisterRequest {

  /** Which binding a REGISTER is about. */
  enum Scope {
    OWN,
    ALL
  }

  private final UserAgentCore core;
  private final RegistrationOptions options;
  private final String callId = Identifiers.callId();
  private final SipUri registrar;
  private final LongerIntervals longer = new LongerIntervals();
  private @Nullable SipUri redirectedTo;
  private Duration interval;
  private final int flow;
  private boolean outbound;
  private long sequence;

  RegisterRequest(UserAgentCore core, RegistrationOptions options, int flow) {
    this.flow = flow;
    this.interval = options.expires();
    this.core = core;
    this.options = options;
    this.outbound = options.outbound();
    SipUri account = core.identity().addressOfRecord().uri();
    String port = account.port() > 0 ? ":" + account.port() : "";
    SipUri set = options.registrar();
    this.registrar =
        set == null ? SipUri.parse(account.scheme() + ":" + account.host() + port) : set;
  }

  long nextSequence() {
    return ++sequence;
  }

  /** Whether our connection is offered as a flow of RFC 5626. */
  boolean isOutbound() {
    return outbound;
  }

  /** The interval to ask for. */
  Duration interval() {
    return interval;
  }

  /**
   * Takes from a refusal how to ask instead; false if it does not say, or we asked so already.
   *
   * @param asked the interval that was refused
   */
  boolean adapt(SipResponse response, Duration asked) {
    return switch (response.status()) {
      case StatusCode.INTERVAL_TOO_BRIEF -> askForLonger(response, asked);
      case StatusCode.FIRST_HOP_LACKS_OUTBOUND_SUPPORT -> {
        boolean was = outbound;
        outbound = false;
        yield was;
      }
      case 301, 302, 305 -> redirect(response);
      default -> false;
    };
  }

  /**
   * Min-Expires must ask for more than we did, else the server would never be content (RFC 3261
   * section 10.2.8).
   */
  private boolean askForLonger(SipResponse response, Duration asked) {
    Optional<Duration> minimum = response.header("Min-Expires").flatMap(RegisterAnswer::seconds);
    if (minimum.isEmpty() || minimum.get().compareTo(asked) <= 0 || !longer.follow()) {
      return false;
    }
    interval = minimum.get();
    return true;
  }

  /**
   * Asks once at the address that a 3xx names, over the same connection.
   *
   * @return false if it names none, or we were sent on already
   */
  private boolean redirect(SipResponse response) {
    if (redirectedTo != null) {
      return false;
    }
    redirectedTo =
        RegisterAnswer.addresses(response, "Contact").stream()
            .map(NameAddr::uri)
            .filter(SipUri::isSip)
            .findFirst()
            .map(SipUri::bare)
            .orElse(null);
    return redirectedTo != null;
  }

  /**
   * A request is over. The next one asks at the registrar again: a redirection holds for one
   * request (RFC 3261 section 8.1.3.4).
   */
  void atRegistrar() {
    redirectedTo = null;
    longer.agreed();
  }

  /** A REGISTER; an interval of zero removes bindings. */
  SipRequest build(Duration expires, Scope scope) {
    String seconds = Long.toString(expires.toSeconds());
    return plain()
        .header("Contact", scope == Scope.ALL ? "*" : contact(seconds).toString())
        .header("Expires", seconds)
        .header("Supported", outbound ? "path, outbound, gruu" : "path, gruu")
        .header("Allow", core.allow())
        .headers(options.headers())
        .build();
  }

  /** Asks for the bindings that there are (section 10.2.3). */
  SipRequest query() {
    return plain().headers(options.headers()).build();
  }

  private RequestBuilder plain() {
    NameAddr account = core.identity().addressOfRecord().withoutParameters();
    return core.request(
        SipMethod.REGISTER,
        redirectedTo == null ? registrar : redirectedTo,
        account.withTag(Identifiers.tag() + options.fromTagTrail()),
        account,
        callId,
        nextSequence());
  }

  private NameAddr contact(String seconds) {
    Identity identity = core.identity();
    NameAddr contact = NameAddr.of(identity.contact());
    for (String name : options.contactParameters().names()) {
      contact = contact.withParameter(name, options.contactParameters().get(name).orElse(""));
    }
    if (outbound) {
      contact = contact.withParameter("reg-id", Integer.toString(flow));
    }
    return contact
        .withParameter("+sip.instance", "\"<" + identity.instanceId() + ">\"")
        .withParameter("expires", seconds);
  }
}
