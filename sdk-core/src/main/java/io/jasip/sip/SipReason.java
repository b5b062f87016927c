package io.jasip.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was sent: a value of the Reason header field (RFC 3326).
 *
 * @param protocol {@code SIP} for a status of SIP, {@code Q.850} for a cause of the telephone
 *     network, or another
 * @param cause the status or cause; -1 if it is not said
 * @param text for a person; null if it is not said
 */
public record SipReason(String protocol, int cause, @Nullable String text) {

  /**
   * Checks that the protocol is there.
   *
   * @param protocol {@code SIP}, {@code Q.850}, or another
   * @param cause the status or cause; -1 if it is not said
   * @param text for a person; null if it is not said
   */
  public SipReason {
    Objects.requireNonNull(protocol, "protocol");
  }

  /**
   * The reasons that a message gives.
   *
   * @param message any
   * @return in order; what is not readable is left out
   */
  public static List<SipReason> of(SipMessage message) {
    List<SipReason> reasons = new ArrayList<>();
    for (String line : message.headers().all("Reason")) {
      for (String value : Tokens.split(line, ',')) {
        List<String> parts = Tokens.split(value, ';');
        String protocol = parts.get(0).strip();
        if (Tokens.isToken(protocol)) {
          reasons.add(new SipReason(protocol, cause(parts), text(parts)));
        }
      }
    }
    return reasons;
  }

  private static int cause(List<String> parts) {
    String value = parameter(parts, "cause");
    return value != null && value.matches("[0-9]{1,3}") ? Integer.parseInt(value) : -1;
  }

  private static @Nullable String text(List<String> parts) {
    String value = parameter(parts, "text");
    return value == null ? null : Tokens.unquote(value);
  }

  private static @Nullable String parameter(List<String> parts, String name) {
    for (String part : parts.subList(1, parts.size())) {
      int equals = part.indexOf('=');
      if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return part.substring(equals + 1).strip();
      }
    }
    return null;
  }

  /** The value as written in a message. */
  @Override
  public String toString() {
    return protocol
        + (cause < 0 ? "" : ";cause=" + cause)
        + (text == null ? "" : ";text=" + Tokens.quote(text));
  }
}
