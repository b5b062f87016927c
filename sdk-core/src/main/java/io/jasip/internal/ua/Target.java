package io.jasip.internal.ua;

import io.jasip.sip.SipUri;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Makes the address of what a person dials (RFC 3261 section 19.1). */
final class Target {

  private static final String UNESCAPED = "%-_.!~*'()&=+$,;?/:";

  private Target() {}

  /**
   * Resolves a number, a name, {@code user@domain}, a {@code tel:} or a {@code sip:} URI against
   * the account's domain.
   *
   * @throws IllegalArgumentException if it is none of these; the message names it
   */
  static SipUri resolve(String dialled, SipUri account) {
    String text = dialled.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("target is empty; give a number such as 9999");
    }
    try {
      String lower = text.toLowerCase(Locale.ROOT);
      if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
        return SipUri.parse(text);
      }
      if (lower.startsWith("tel:")) {
        return atDomain(number(text.substring("tel:".length())), account);
      }
      if (lower.matches("[a-z][a-z0-9+.-]*://.*")) {
        throw new IllegalArgumentException("a web address cannot be called");
      }
      int at = text.lastIndexOf('@');
      if (at >= 0) {
        return SipUri.parse("sip:" + escape(text.substring(0, at)) + text.substring(at));
      }
      return atDomain(text.matches("[+0-9 ().*#-]+") ? number(text) : text, account);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "target \"" + dialled + "\" is not a number or address: " + e.getMessage(), e);
    }
  }

  private static SipUri atDomain(String user, SipUri account) {
    String port = account.port() > 0 ? ":" + account.port() : "";
    return SipUri.parse(account.scheme() + ":" + escape(user) + "@" + account.host() + port);
  }

  /** Removes what people write into numbers for the eye (RFC 3966 section 5.1.1). */
  private static String number(String text) {
    return text.replaceAll("[ ().-]", "");
  }

  private static String escape(String user) {
    StringBuilder escaped = new StringBuilder(user.length());
    for (byte each : user.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain = (c < 128 && Character.digit(c, 36) >= 0) || UNESCAPED.indexOf(c) >= 0;
      if (plain) {
        escaped.append(c);
      } else if (c < ' ' || c == 127) {
        throw new IllegalArgumentException("it holds a control character");
      } else {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }
}
