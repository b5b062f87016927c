package io.jasip.internal.message;

import io.jasip.sip.CoreHeaders;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message from one WebSocket frame (RFC 7118 section 5: a frame holds exactly one
 * message). Framing, limits and sanity checks (RFC 3261 sections 7, 8.1.1, 18.3) are done here,
 * header values by {@link HeaderReader}. Stateless and safe for use by many threads.
 */
public final class SipParser {

  private static final String VERSION = "SIP/2.0";

  private final MessageLimits limits;

  /** Reads messages up to the given limits. */
  public SipParser(MessageLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads a message.
   *
   * @param frame the whole payload
   * @return the message; null for a keep-alive, that is a frame of line ends only (RFC 5626 section
   *     4.4.1)
   * @throws MalformedMessageException if it is not a SIP message that can be worked with
   */
  public @Nullable SipMessage parse(byte[] frame) throws MalformedMessageException {
    if (frame.length > limits.message()) {
      throw new MalformedMessageException(
          "message of " + frame.length + " bytes is larger than " + limits.message());
    }
    int start = 0;
    while (start < frame.length && (frame[start] == '\r' || frame[start] == '\n')) {
      start++;
    }
    if (start == frame.length) {
      return null;
    }
    List<String> lines = new ArrayList<>(24);
    int bodyStart = readHead(frame, start, lines);
    try {
      return build(lines.get(0), headers(lines), frame, bodyStart);
    } catch (MalformedMessageException e) {
      throw e.in(lines);
    }
  }

  /**
   * Splits the head into unfolded lines (RFC 3261 section 7.3.1) and returns where the body begins.
   */
  private int readHead(byte[] frame, int start, List<String> lines)
      throws MalformedMessageException {
    int at = start;
    while (true) {
      int lineStart = at;
      while (at < frame.length && frame[at] != '\n') {
        byte b = frame[at];
        boolean lineEnd = b == '\r' && at + 1 < frame.length && frame[at + 1] == '\n';
        if (b >= 0 && b < ' ' && b != '\t' && !lineEnd) {
          throw new MalformedMessageException("control character " + b + " in the header");
        }
        at++;
      }
      if (at >= frame.length) {
        throw new MalformedMessageException("the empty line after the header is missing");
      }
      int lineEnd = at > lineStart && frame[at - 1] == '\r' ? at - 1 : at;
      at++;
      if (at - start > limits.head()) {
        throw new MalformedMessageException("header is larger than " + limits.head() + " bytes");
      }
      if (lineEnd == lineStart) {
        return at;
      }
      addLine(lines, new String(frame, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8));
    }
  }

  private void addLine(List<String> lines, String line) throws MalformedMessageException {
    boolean continuation = line.charAt(0) == ' ' || line.charAt(0) == '\t';
    String whole = line;
    if (continuation) {
      if (lines.size() < 2) {
        throw new MalformedMessageException("the header begins with a continuation line");
      }
      whole = lines.remove(lines.size() - 1).stripTrailing() + " " + line.strip();
    }
    if (whole.length() > limits.line()) {
      throw new MalformedMessageException("a header line is longer than " + limits.line());
    }
    if (lines.size() > limits.fields()) {
      throw new MalformedMessageException("more than " + limits.fields() + " header fields");
    }
    lines.add(whole);
  }

  private static SipHeaders headers(List<String> lines) throws MalformedMessageException {
    SipHeaders.Builder headers = SipHeaders.builder();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new MalformedMessageException("a header line has no name");
      }
      try {
        headers.add(line.substring(0, colon).stripTrailing(), line.substring(colon + 1).strip());
      } catch (IllegalArgumentException e) {
        throw new MalformedMessageException("a header name is not a token");
      }
    }
    return headers.build();
  }

  private static SipMessage build(String startLine, SipHeaders headers, byte[] frame, int bodyStart)
      throws MalformedMessageException {
    CoreHeaders core =
        new CoreHeaders(
            HeaderReader.vias(required(headers, "Via")),
            HeaderReader.address("From", single(headers, "From")),
            HeaderReader.address("To", single(headers, "To")),
            single(headers, "Call-ID"),
            HeaderReader.cSeq(single(headers, "CSeq")));
    SipHeaders kept = headers.toBuilder().remove("Content-Length").build();
    if (startLine.regionMatches(true, 0, VERSION + " ", 0, VERSION.length() + 1)) {
      byte[] body = body(headers, frame, bodyStart, null);
      return response(startLine, core, kept, body);
    }
    SipRequest bare = request(startLine, core, kept);
    byte[] body = body(headers, frame, bodyStart, bare);
    return body.length == 0 ? bare : new SipRequest(bare.method(), bare.uri(), core, kept, body);
  }

  private static SipResponse response(
      String line, CoreHeaders core, SipHeaders headers, byte[] body)
      throws MalformedMessageException {
    String rest = line.substring(VERSION.length() + 1);
    int space = rest.indexOf(' ');
    String code = space < 0 ? rest : rest.substring(0, space);
    if (!code.matches("[1-6][0-9][0-9]")) {
      throw new MalformedMessageException("the status code is not a number from 100 to 699");
    }
    String reason = space < 0 ? "" : rest.substring(space + 1);
    return new SipResponse(Integer.parseInt(code), reason, core, headers, body);
  }

  private static SipRequest request(String line, CoreHeaders core, SipHeaders headers)
      throws MalformedMessageException {
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[2].equalsIgnoreCase(VERSION)) {
      throw new MalformedMessageException("the first line is not a SIP/2.0 request or status line");
    }
    try {
      SipRequest request =
          new SipRequest(
              new SipMethod(parts[0]), SipUri.parse(parts[1]), core, headers, new byte[0]);
      if (!core.cSeq().method().equals(request.method())) {
        throw new MalformedMessageException(
            "CSeq names another method than the request line", request);
      }
      return request;
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("the request line holds a bad method or URI");
    }
  }

  /**
   * The body by Content-Length (RFC 3261 section 18.3), or the rest of the frame where a WebSocket
   * client left it out (RFC 7118 section 5).
   */
  private static byte[] body(
      SipHeaders headers, byte[] frame, int bodyStart, @Nullable SipRequest request)
      throws MalformedMessageException {
    int available = frame.length - bodyStart;
    Optional<Integer> stated = Optional.empty();
    for (String value : headers.all("Content-Length")) {
      if (!value.matches("[0-9]{1,9}")) {
        throw new MalformedMessageException("Content-Length is not a number", request);
      }
      int length = Integer.parseInt(value);
      if (stated.isPresent() && stated.get() != length) {
        throw new MalformedMessageException("two different values of Content-Length", request);
      }
      stated = Optional.of(length);
    }
    int length = stated.orElse(available);
    if (length > available) {
      throw new MalformedMessageException(
          "Content-Length is " + length + ", but " + available + " bytes follow", request);
    }
    return Arrays.copyOfRange(frame, bodyStart, bodyStart + length);
  }

  private static List<String> required(SipHeaders headers, String name)
      throws MalformedMessageException {
    List<String> values = headers.all(name);
    if (values.isEmpty()) {
      throw new MalformedMessageException(name + " is missing");
    }
    return values;
  }

  private static String single(SipHeaders headers, String name) throws MalformedMessageException {
    List<String> values = required(headers, name);
    if (values.size() > 1) {
      throw new MalformedMessageException(name + " is there " + values.size() + " times");
    }
    if (values.get(0).isBlank()) {
      throw new MalformedMessageException(name + " is empty");
    }
    return values.get(0);
  }
}
