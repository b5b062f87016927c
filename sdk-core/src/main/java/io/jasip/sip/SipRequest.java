package io.jasip.sip;

import java.util.Objects;

/** A SIP request (RFC 3261 section 7.1). Immutable. */
public final class SipRequest extends SipMessage {

  private final SipMethod method;
  private final SipUri uri;

  /**
   * Makes a request of understood parts.
   *
   * @param method what is asked
   * @param uri whom it is asked of, the Request-URI
   * @param core the header fields that every message has
   * @param headers all header fields as they stand on the wire, those of {@code core} included,
   *     Content-Length aside
   * @param body possibly empty
   */
  public SipRequest(
      SipMethod method, SipUri uri, CoreHeaders core, SipHeaders headers, byte[] body) {
    super(core, headers, body);
    this.method = Objects.requireNonNull(method, "method");
    this.uri = Objects.requireNonNull(uri, "uri");
  }

  /**
   * What is asked.
   *
   * @return never null
   */
  public SipMethod method() {
    return method;
  }

  /**
   * Whether the method is the given one.
   *
   * @param other to compare with
   * @return true if so
   */
  public boolean is(SipMethod other) {
    return method.equals(other);
  }

  /**
   * The Request-URI.
   *
   * @return never null
   */
  public SipUri uri() {
    return uri;
  }

  @Override
  public String startLine() {
    return method + " " + uri + " SIP/2.0";
  }
}
