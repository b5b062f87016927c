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

  private static final Set<String> SECRET_HEADERS = Set.of("authorization", "proxy-authorization");
  private static final Pattern SECRET_LINES =
      Pattern.compile("(?im)^(a=ice-pwd:|a=crypto:|a=key-mgmt:|k=)[^\\r\\n]*");

  private Redactor() {}

  /** The whole message as text, lines ended by line feeds, secrets masked. */
  public static String text(SipMessage message) {
    StringBuilder text = new StringBuilder(1024).append(message.startLine()).append('\n');
    for (SipHeaders.Field field : message.headers().fields()) {
      boolean secret = SECRET_HEADERS.contains(field.name().toLowerCase(Locale.ROOT));
      text.append(field.name()).append(": ").append(secret ? "***" : field.value()).append('\n');
    }
    if (message.hasBody()) {
      text.append('\n').append(body(message.bodyText()).replace("\r\n", "\n"));
    }
    return text.toString();
  }

  /** A body with the keys in it masked. */
  public static String body(String body) {
    return SECRET_LINES.matcher(body).replaceAll("$1***");
  }
}
