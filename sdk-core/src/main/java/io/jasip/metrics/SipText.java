package io.jasip.metrics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What counts of a message that was traced.
 *
 * @param kind the method of a request, or the hundreds of a response
 * @param method of the request, or of the request that a response is for
 * @param status 0 for a request
 * @param branch of the topmost Via, which request and response have in common; may be empty
 */
record SipText(String kind, String method, int status, String branch) {

  private static final Pattern RESPONSE = Pattern.compile("SIP/2\\.0 ([1-6])[0-9]{2}\\b.*");
  private static final Pattern CSEQ = Pattern.compile("(?im)^CSeq[ \t]*:[ \t]*[0-9]+[ \t]+(\\w+)");
  private static final Pattern BRANCH =
      Pattern.compile("(?im)^(?:Via|v)[ \t]*:[^\n,]*;branch=([^;,\\s]+)");

  /** Methods that anybody may invent would make meters without end. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "ACK|BYE|CANCEL|INFO|INVITE|MESSAGE|NOTIFY|OPTIONS|PRACK|PUBLISH|REFER|REGISTER|SUBSCRIBE"
              + "|UPDATE");

  static SipText of(String text) {
    int end = text.indexOf('\n');
    String first = (end < 0 ? text : text.substring(0, end)).strip();
    Matcher response = RESPONSE.matcher(first);
    if (!response.matches()) {
      String method = known(first.split(" ", 2)[0]);
      return new SipText(method, method, 0, find(BRANCH, text));
    }
    int status = Integer.parseInt(first.substring(8, 11));
    return new SipText(
        response.group(1) + "xx", known(find(CSEQ, text)), status, find(BRANCH, text));
  }

  private static String known(String method) {
    return KNOWN.matcher(method).matches() ? method : "other";
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
