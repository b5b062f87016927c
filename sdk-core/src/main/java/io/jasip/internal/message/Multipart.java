package io.jasip.internal.message;

import io.jasip.sip.SipBody;
import io.jasip.sip.SipMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bodies of several parts (RFC 2046 section 5.1, RFC 5621). Parts within parts are not opened. */
public final class Multipart {

  /** More parts than this are none that a call has any use for. */
  private static final int MAX_PARTS = 32;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary\\s*=\\s*(\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);

  private Multipart() {}

  /** Whether the body of a message has parts. */
  public static boolean is(SipMessage message) {
    return message.contentType().startsWith("multipart/");
  }

  /** The body of a message as its parts: one, unless it is multipart; none if there is no body. */
  public static List<SipBody> parts(SipMessage message) {
    if (!message.hasBody()) {
      return List.of();
    }
    if (!is(message)) {
      return List.of(SipBody.of(message));
    }
    Matcher matcher = BOUNDARY.matcher(message.header("Content-Type").orElse(""));
    if (!matcher.find()) {
      return List.of();
    }
    String boundary = "--" + (matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
    // Latin-1 keeps each byte as one character.
    return split("\r\n" + new String(message.body(), StandardCharsets.ISO_8859_1), boundary);
  }

  private static List<SipBody> split(String text, String boundary) {
    List<SipBody> parts = new ArrayList<>();
    String delimiter = "\r\n" + boundary;
    int from = text.indexOf(delimiter);
    while (from >= 0 && parts.size() < MAX_PARTS) {
      int start = from + delimiter.length();
      int end = text.indexOf(delimiter, start);
      int line = text.indexOf("\r\n", start);
      if (text.startsWith("--", start) || end < 0 || line < 0) {
        break;
      }
      // An empty preamble of header fields leaves the line end of the delimiter as its only one.
      parts.add(part(text.substring(line, end)));
      from = end;
    }
    return parts;
  }

  /** A part, which begins with the line end of its delimiter. */
  private static SipBody part(String text) {
    int blank = text.indexOf("\r\n\r\n");
    String headers = blank < 0 ? text : text.substring(0, blank);
    byte[] content =
        blank < 0 ? new byte[0] : text.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1);
    String type = "text/plain";
    for (String line : headers.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-type:")) {
        type = line.substring("content-type:".length()).strip();
      }
    }
    try {
      return SipBody.of(type, content);
    } catch (IllegalArgumentException e) {
      return SipBody.of("application/octet-stream", content);
    }
  }

  /** Puts parts together; a single one stays as it is. */
  public static SipBody join(List<SipBody> parts) {
    if (parts.isEmpty()) {
      return SipBody.NONE;
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    String boundary = "jasip-" + Identifiers.token(20);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (SipBody part : parts) {
      String head = "--" + boundary + "\r\nContent-Type: " + part.contentType() + "\r\n\r\n";
      bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(part.bytes());
      bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    bytes.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return SipBody.of("multipart/mixed;boundary=" + boundary, bytes.toByteArray());
  }
}
