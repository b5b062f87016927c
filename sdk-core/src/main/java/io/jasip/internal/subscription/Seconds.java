package io.jasip.internal.subscription;

import io.jasip.sip.SipMessage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads delta-seconds (RFC 3261 section 25.1). */
final class Seconds {

  private Seconds() {}

  /** Reads a parameter; empty if it is null or no number of at most nine digits. */
  static Optional<Duration> parse(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }

  /** Reads a header field, up to a comment or parameter, which Retry-After may have. */
  static Optional<Duration> of(SipMessage message, String name) {
    return message.header(name).flatMap(value -> parse(value.split("[;(]", 2)[0].strip()));
  }
}
