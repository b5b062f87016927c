package io.jasip.internal.message;

import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.StatusCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that cannot be read: what it says of its transaction is sent back as it
 * is, readable or not (RFC 3261 section 8.2.6.2, RFC 4475 section 3.1.2).
 */
final class Refusal {

  private static final Set<String> COPIED = Set.of("via", "from", "to", "call-id", "cseq");

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");
  private static final int VERSION_NOT_SUPPORTED = 505;

  private Refusal() {}

  /**
   * Makes the answer: 505 to another version of SIP, else 400.
   *
   * @param lines the start line and the unfolded header fields
   * @param why one line for the reason phrase
   * @return null if it must not or cannot be answered: a response, an ACK, or a request that names
   *     no way back
   */
  static @Nullable String of(List<String> lines, String why) {
    if (lines.isEmpty() || !isRequest(lines.get(0))) {
      return null;
    }
    boolean otherVersion = !lines.get(0).stripTrailing().toUpperCase(Locale.ROOT).endsWith("2.0");
    int status = otherVersion ? VERSION_NOT_SUPPORTED : StatusCode.BAD_REQUEST;
    StringBuilder text = new StringBuilder("SIP/2.0 ").append(status).append(' ');
    text.append(StatusCode.reason(status)).append(": ").append(why).append("\r\n");
    boolean via = false;
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon).strip();
      if (!TOKEN.matcher(name).matches()) {
        continue;
      }
      String key = new SipHeaders.Field(name, "").name().toLowerCase(Locale.ROOT);
      if (COPIED.contains(key)) {
        via |= key.equals("via");
        boolean untagged = key.equals("to") && !line.toLowerCase(Locale.ROOT).contains("tag=");
        text.append(line).append(untagged ? ";tag=" + Identifiers.tag() : "").append("\r\n");
      }
    }
    return via ? text.append("Content-Length: 0\r\n\r\n").toString() : null;
  }

  private static boolean isRequest(String startLine) {
    int space = startLine.indexOf(' ');
    String method = space < 0 ? "" : startLine.substring(0, space);
    return TOKEN.matcher(method).matches()
        && !method.equals(SipMethod.ACK.name())
        && startLine.toUpperCase(Locale.ROOT).contains(" SIP/");
  }
}
