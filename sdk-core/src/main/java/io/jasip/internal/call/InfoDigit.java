package io.jasip.internal.call;

import io.jasip.sip.SipRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * A digit in an INFO, in the manners that no RFC wrote down: {@code application/dtmf-relay} ({@code
 * Signal=5}), {@code application/dtmf} ({@code 5}), {@code application/hook-flash}. Digits may be
 * numbers of telephone events too (RFC 4733 section 3.2).
 */
final class InfoDigit {

  private static final String EVENTS = "0123456789*#ABCD";

  private InfoDigit() {}

  /** The digit; {@code R} for a hook flash; empty if there is none. */
  static Optional<Character> of(SipRequest info) {
    String text = info.bodyText().strip();
    return switch (info.contentType()) {
      case "application/dtmf-relay" ->
          text.lines()
              .map(String::strip)
              .filter(line -> line.regionMatches(true, 0, "Signal", 0, 6))
              .map(line -> line.substring(line.indexOf('=') + 1).strip())
              .findFirst()
              .flatMap(InfoDigit::parse);
      case "application/dtmf" -> parse(text);
      case "application/hook-flash" -> Optional.of('R');
      default -> Optional.empty();
    };
  }

  private static Optional<Character> parse(String digit) {
    String upper = digit.toUpperCase(Locale.ROOT);
    if (upper.matches("1[0-5]")) {
      return Optional.of(EVENTS.charAt(Integer.parseInt(upper)));
    }
    return switch (upper) {
      case "16", "R", "!", "HF", "FLASH" -> Optional.of('R');
      default ->
          upper.length() == 1 && EVENTS.contains(upper)
              ? Optional.of(upper.charAt(0))
              : Optional.empty();
    };
  }
}
