package io.jasip.internal.registration;

import io.jasip.Binding;
import io.jasip.GruuUse;
import io.jasip.internal.core.Identity;
import io.jasip.internal.core.Reach;
import io.jasip.internal.message.HeaderReader;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the 2xx to a REGISTER says (RFC 3261 section 10.3, RFC 3327, RFC 3608, RFC 5626, RFC 5627).
 *
 * @param expires how long the server keeps our binding
 * @param bindings all that it lists
 * @param publicGruu null for none
 * @param temporaryGruu null for none
 * @param serviceRoute of requests outside of dialogs
 * @param path of requests to us
 * @param flowTimer how often the server wants a sign of life; null if it does not say
 */
public record RegisterAnswer(
    Duration expires,
    List<Binding> bindings,
    @Nullable SipUri publicGruu,
    @Nullable SipUri temporaryGruu,
    List<NameAddr> serviceRoute,
    List<NameAddr> path,
    @Nullable Duration flowTimer) {

  /** As long as there is none. */
  static final RegisterAnswer NONE =
      new RegisterAnswer(Duration.ZERO, List.of(), null, null, List.of(), List.of(), null);

  /**
   * Reads a 2xx. The interval is what it says beside our Contact, else in Expires, else what we
   * asked (RFC 3261 section 10.2.4).
   */
  public static RegisterAnswer read(SipResponse response, Identity identity, Duration asked) {
    Optional<Duration> common = response.header("Expires").flatMap(RegisterAnswer::seconds);
    List<Binding> bindings = new ArrayList<>();
    NameAddr ours = null;
    List<NameAddr> contacts = addresses(response, "Contact");
    boolean byUser = contacts.stream().anyMatch(contact -> hasOurUser(contact, identity));
    for (NameAddr contact : contacts) {
      boolean own = byUser ? hasOurUser(contact, identity) : hasOurInstance(contact, identity);
      Duration left =
          contact
              .parameters()
              .get("expires")
              .flatMap(RegisterAnswer::seconds)
              .or(() -> common)
              .orElse(own ? asked : Duration.ZERO);
      bindings.add(new Binding(contact, left, own));
      ours = own && ours == null ? contact : ours;
    }
    Duration expires =
        bindings.stream()
            .filter(Binding::own)
            .map(Binding::expires)
            .findFirst()
            .orElse(common.orElse(asked));
    return new RegisterAnswer(
        expires,
        List.copyOf(bindings),
        ours == null ? null : gruu(ours, "pub-gruu"),
        ours == null ? null : gruu(ours, "temp-gruu"),
        addresses(response, "Service-Route"),
        addresses(response, "Path"),
        response
            .header("Flow-Timer")
            .flatMap(RegisterAnswer::seconds)
            .filter(timer -> !timer.isZero())
            .orElse(null));
  }

  /**
   * Whether the server lists others but not us. One that lists nothing at all breaks RFC 3261
   * section 10.3, but has registered us for all we know.
   */
  public boolean leavesUsOut() {
    return !bindings.isEmpty() && !listsUs();
  }

  /** Whether the server lists our binding. */
  public boolean listsUs() {
    return bindings.stream().anyMatch(Binding::own);
  }

  /** What it means for requests to us and from us. */
  Reach reach(GruuUse inCalls, boolean outbound) {
    SipUri contact =
        switch (inCalls) {
          case NONE -> null;
          case PUBLIC -> publicGruu;
          case TEMPORARY -> temporaryGruu;
        };
    return new Reach(outbound, publicGruu, temporaryGruu, contact, serviceRoute);
  }

  /** Reads delta-seconds (RFC 3261 section 25.1). */
  static Optional<Duration> seconds(String text) {
    String digits = text.strip();
    return digits.matches("[0-9]{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(digits)))
        : Optional.empty();
  }

  /** The addresses of a header field that a server may also fill with something unreadable. */
  static List<NameAddr> addresses(SipResponse response, String name) {
    List<NameAddr> readable = new ArrayList<>();
    for (String line : response.headers().all(name)) {
      try {
        readable.addAll(HeaderReader.addresses(name, List.of(line)));
      } catch (MalformedMessageException e) {
        // Somebody else's binding may be unreadable; ours still counts.
      }
    }
    return List.copyOf(readable);
  }

  /** Ours is known by its random user: servers rewrite the host of a WebSocket client's Contact. */
  private static boolean hasOurUser(NameAddr contact, Identity identity) {
    return String.valueOf(identity.contact().user()).equals(contact.uri().user());
  }

  /**
   * Else by our instance, which servers without RFC 5626 drop, and an earlier run may have left.
   */
  private static boolean hasOurInstance(NameAddr contact, Identity identity) {
    return contact
        .parameters()
        .text("+sip.instance")
        .filter(urn -> urn.equalsIgnoreCase("<" + identity.instanceId() + ">"))
        .isPresent();
  }

  private static @Nullable SipUri gruu(NameAddr contact, String name) {
    try {
      return contact.parameters().text(name).map(SipUri::parse).orElse(null);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
