package io.jasip.parity;

import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.jasip.sip.SipMessage;
import java.nio.charset.StandardCharsets;

/** A message that a test writes itself, line by line. */
final class WrittenMessage {

  private WrittenMessage() {}

  /** A message of start line and header fields, without a body. */
  static SipMessage of(String... lines) {
    String text = String.join("\r\n", lines) + "\r\n\r\n";
    try {
      SipMessage message =
          new SipParser(MessageLimits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8));
      if (message == null) {
        throw new AssertionError("no message");
      }
      return message;
    } catch (MalformedMessageException e) {
      throw new AssertionError(text, e);
    }
  }
}
