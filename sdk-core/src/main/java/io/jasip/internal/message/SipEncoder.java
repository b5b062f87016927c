package io.jasip.internal.message;

import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import java.nio.charset.StandardCharsets;

/**
 * Writes messages (RFC 3261 section 7): header fields as they are, in UTF-8, and a right
 * Content-Length at the end.
 */
public final class SipEncoder {

  private SipEncoder() {}

  /** The bytes of a message. */
  public static byte[] encode(SipMessage message) {
    byte[] body = message.body();
    StringBuilder head = new StringBuilder(1024).append(message.startLine()).append("\r\n");
    for (SipHeaders.Field field : message.headers().fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, all, 0, headBytes.length);
    System.arraycopy(body, 0, all, headBytes.length, body.length);
    return all;
  }
}
