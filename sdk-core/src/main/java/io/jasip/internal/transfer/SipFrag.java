package io.jasip.internal.transfer;

import io.jasip.sip.SipRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The status line in the body of a report ({@code message/sipfrag}, RFC 3420).
 *
 * @param status 100 to 699
 * @param reason the phrase, possibly empty
 */
record SipFrag(int status, String reason) {

  static final String CONTENT_TYPE = "message/sipfrag;version=2.0";

  private static final Pattern STATUS_LINE =
      Pattern.compile(
          "SIP/2\\.0 ([1-6][0-9][0-9])(?: ([^\\r\\n]{0,200}))?", Pattern.CASE_INSENSITIVE);

  /** Reads the body of a NOTIFY; empty if it is no sipfrag or does not begin with a status line. */
  static Optional<SipFrag> of(SipRequest notify) {
    if (!notify.contentType().equals("message/sipfrag")) {
      return Optional.empty();
    }
    Matcher line = STATUS_LINE.matcher(notify.bodyText().lines().findFirst().orElse("").strip());
    if (!line.matches()) {
      return Optional.empty();
    }
    String reason = line.group(2);
    return Optional.of(
        new SipFrag(Integer.parseInt(line.group(1)), reason == null ? "" : reason.strip()));
  }

  String body() {
    return "SIP/2.0 " + status + " " + reason + "\r\n";
  }
}
