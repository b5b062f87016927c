package io.jasip.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A SIP request or response (RFC 3261 section 7). Immutable. */
public abstract sealed class SipMessage permits SipRequest, SipResponse {

  private final CoreHeaders core;
  private final SipHeaders headers;
  private final byte[] body;

  SipMessage(CoreHeaders core, SipHeaders headers, byte[] body) {
    this.core = core;
    this.headers = headers;
    this.body = body.clone();
  }

  /**
   * The request line or status line.
   *
   * @return without line end
   */
  public abstract String startLine();

  /**
   * The header fields that every message has, understood.
   *
   * @return never null
   */
  public CoreHeaders core() {
    return core;
  }

  /**
   * The topmost Via.
   *
   * @return never null
   */
  public Via via() {
    return core.vias().get(0);
  }

  /**
   * The From header field.
   *
   * @return never null
   */
  public NameAddr from() {
    return core.from();
  }

  /**
   * The To header field.
   *
   * @return never null
   */
  public NameAddr to() {
    return core.to();
  }

  /**
   * The Call-ID.
   *
   * @return never null
   */
  public String callId() {
    return core.callId();
  }

  /**
   * The CSeq.
   *
   * @return never null
   */
  public CSeq cSeq() {
    return core.cSeq();
  }

  /**
   * All header fields as written, Content-Length aside.
   *
   * @return never null
   */
  public SipHeaders headers() {
    return headers;
  }

  /**
   * The first value of a header field.
   *
   * @param name in any case, long or compact
   * @return empty if the field is absent
   */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /**
   * The body.
   *
   * @return a copy; empty if there is none
   */
  public byte[] body() {
    return body.clone();
  }

  /**
   * Whether there is a body.
   *
   * @return true if it has at least one byte
   */
  public boolean hasBody() {
    return body.length > 0;
  }

  /**
   * The body as text.
   *
   * @return decoded from UTF-8; {@code ""} if there is none
   */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The media type of the body without its parameters.
   *
   * @return in lower case, such as {@code application/sdp}; {@code ""} if the message does not say
   */
  public String contentType() {
    String value = header("Content-Type").orElse("");
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /** Start line and header fields, one per line. The body is left out, for it may hold keys. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(startLine());
    for (SipHeaders.Field field : headers.fields()) {
      text.append('\n').append(field);
    }
    if (hasBody()) {
      text.append("\n\n(").append(body.length).append(" bytes of body)");
    }
    return text.toString();
  }
}
