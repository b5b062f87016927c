package io.jasip.testkit;

import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipEncoder;
import io.jasip.internal.message.SipParser;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes messages as text, apart from the code that is tested with them. */
final class Wire {

  private static final SipParser PARSER = new SipParser(MessageLimits.DEFAULT);

  private Wire() {}

  /** What arrives of a message at the other end. */
  static SipMessage carry(SipMessage message) {
    return parse(SipEncoder.encode(message));
  }

  static SipMessage parse(String text) {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SipMessage parse(byte[] frame) {
    try {
      SipMessage message = PARSER.parse(frame);
      if (message == null) {
        throw new AssertionError("an empty frame is no SIP message");
      }
      return message;
    } catch (MalformedMessageException e) {
      throw new AssertionError(
          "not a SIP message: " + new String(frame, StandardCharsets.UTF_8), e);
    }
  }

  /** A message of lines; those after an empty one are the body. */
  static SipMessage message(List<String> lines) {
    List<String> all = new ArrayList<>(lines);
    if (!all.contains("")) {
      all.add("");
    }
    return parse(String.join("\r\n", all) + "\r\n");
  }

  /** The lines of a response that are copied from its request (RFC 3261 section 8.2.6.2). */
  static List<String> response(SipRequest request, int status, String toTag) {
    List<String> lines = new ArrayList<>();
    lines.add("SIP/2.0 " + status + " " + StatusCode.reason(status));
    request.headers().all("Via").forEach(via -> lines.add("Via: " + via));
    boolean addTag = request.to().tag().isEmpty() && status > StatusCode.TRYING;
    lines.add("To: " + request.header("To").orElse("") + (addTag ? ";tag=" + toTag : ""));
    lines.add("From: " + request.header("From").orElse(""));
    lines.add("Call-ID: " + request.callId());
    lines.add("CSeq: " + request.cSeq());
    return lines;
  }
}
