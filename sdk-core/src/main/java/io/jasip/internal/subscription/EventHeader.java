package io.jasip.internal.subscription;

import io.jasip.sip.SipMessage;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token with parameters, as in Event and Subscription-State (RFC 6665 section 8.2).
 *
 * @param token such as {@code presence} or {@code active}, in lower case
 * @param parameters names in lower case; {@code ""} for a parameter without a value
 */
record EventHeader(String token, Map<String, String> parameters) {

  /** Reads the header field of a message; empty if it is not there or names nothing. */
  static Optional<EventHeader> of(SipMessage message, String name) {
    return message.header(name).flatMap(EventHeader::parse);
  }

  /** Reads a value. Nothing that these headers carry holds a semicolon in quotes. */
  static Optional<EventHeader> parse(String value) {
    String[] parts = value.split(";", -1);
    String token = parts[0].strip().toLowerCase(Locale.ROOT);
    if (!token.matches("[a-z0-9!%*_+`'~.-]+")) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      String text = pair.length == 1 ? "" : pair[1].strip();
      parameters.putIfAbsent(pair[0].strip().toLowerCase(Locale.ROOT), text);
    }
    return Optional.of(new EventHeader(token, Map.copyOf(parameters)));
  }

  /** A parameter; null if it is not there. */
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /** Whether another Event is of the same package and id (RFC 6665 section 8.2.1). */
  boolean matches(EventHeader other) {
    return token.equals(other.token) && Objects.equals(parameter("id"), other.parameter("id"));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(token);
    parameters.forEach(
        (name, value) -> text.append(';').append(name).append(value.isEmpty() ? "" : "=" + value));
    return text.toString();
  }
}
