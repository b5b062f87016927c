package io.jasip.internal.registration;

import io.jasip.internal.core.Identity;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.message.HeaderReader;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes REGISTER requests and reads their answers (RFC 3261 sections 10.2 and 10.3, RFC 5626
 * section 4.2.1). All requests of a registration share a Call-ID and count up.
 */
final class RegisterRequest {

  private final UserAgentCore core;
  private final String callId = Identifiers.callId();
  private final SipUri registrar;
  private long sequence;

  RegisterRequest(UserAgentCore core) {
    this.core = core;
    SipUri account = core.identity().addressOfRecord().uri();
    String port = account.port() > 0 ? ":" + account.port() : "";
    this.registrar = SipUri.parse(account.scheme() + ":" + account.host() + port);
  }

  long nextSequence() {
    return ++sequence;
  }

  /** A REGISTER; an interval of zero removes the binding. */
  SipRequest build(Duration expires) {
    Identity identity = core.identity();
    NameAddr account = identity.addressOfRecord().withoutParameters();
    NameAddr contact =
        NameAddr.of(identity.contact())
            .withParameter("reg-id", "1")
            .withParameter("+sip.instance", "\"<" + identity.instanceId() + ">\"")
            .withParameter("expires", Long.toString(expires.toSeconds()));
    return core.request(
            SipMethod.REGISTER,
            registrar,
            account.withTag(Identifiers.tag()),
            account,
            callId,
            nextSequence())
        .header("Contact", contact.toString())
        .header("Expires", Long.toString(expires.toSeconds()))
        .header("Supported", "path, outbound, gruu")
        .header("Allow", core.allow())
        .build();
  }

  /**
   * How long the server keeps our binding: what it says beside our Contact, else in Expires, else
   * what we asked (RFC 3261 section 10.2.4). Servers rewrite the host of a WebSocket client's
   * Contact, so ours is found by its random user.
   */
  Duration granted(SipResponse response, Duration asked) {
    String user = String.valueOf(core.identity().contact().user());
    Optional<String> seconds = Optional.empty();
    try {
      seconds =
          HeaderReader.addresses("Contact", response.headers().all("Contact")).stream()
              .filter(contact -> user.equals(contact.uri().user()))
              .findFirst()
              .flatMap(contact -> contact.parameters().get("expires"));
    } catch (MalformedMessageException e) {
      // Somebody else's binding may be unreadable; ours still has the time that Expires says.
    }
    return seconds
        .or(() -> response.header("Expires"))
        .flatMap(RegisterRequest::seconds)
        .orElse(asked);
  }

  /** Reads delta-seconds (RFC 3261 section 25.1). */
  static Optional<Duration> seconds(String text) {
    return text.matches("[0-9]{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}
