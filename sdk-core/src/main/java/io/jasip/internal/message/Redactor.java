package io.jasip.internal.message;

import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Shows messages without what must not be shown: credentials in header fields (RFC 3261 section 22)
 * and keys in SDP (RFC 8839 section 5.4, RFC 4567, RFC 4568).
 */
public final class Redactor {

  /** The last two prove that the server knows the password, and so can be used to guess it. */
  private static final Set<String> SECRET_HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "authentication-info",
          "proxy-authentication-info");

  /** Header fields are in bodies of type message/sipfrag (RFC 3420). */
  private static final Pattern SECRET_LINES =
      Pattern.compile(
          "(?im)^(a=ice-pwd:|a=crypto:|a=key-mgmt:|k=|(?:proxy-)?authorization:)[^\\r\\n]*");

  /** {@code sip:user:password@host}, which RFC 3261 section 19.1.1 advises against. */
  private static final Pattern PASSWORD_IN_URI =
      Pattern.compile("(?i)(sips?:[^:@\\s<>;?,\"]+):[^@\\s<>;?,\"]+@");

  private Redactor() {}

  /** The whole message as text, lines ended by line feeds, secrets masked. */
  public static String text(SipMessage message) {
    StringBuilder text = new StringBuilder(1024).append(uris(message.startLine())).append('\n');
    for (SipHeaders.Field field : message.headers().fields()) {
      boolean secret = SECRET_HEADERS.contains(field.name().toLowerCase(Locale.ROOT));
      text.append(field.name())
          .append(": ")
          .append(secret ? "***" : uris(field.value()))
          .append('\n');
    }
    if (message.hasBody()) {
      text.append('\n').append(body(message.bodyText()).replace("\r\n", "\n"));
    }
    return text.toString();
  }

  private static String uris(String text) {
    return text.indexOf('@') < 0 ? text : PASSWORD_IN_URI.matcher(text).replaceAll("$1:***@");
  }

  /** A body with the keys in it masked. */
  public static String body(String body) {
    return SECRET_LINES.matcher(body).replaceAll("$1***");
  }
}
