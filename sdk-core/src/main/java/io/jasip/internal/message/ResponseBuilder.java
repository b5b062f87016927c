package io.jasip.internal.message;

import io.jasip.sip.CoreHeaders;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.nio.charset.StandardCharsets;

/**
 * Builds the response to a request (RFC 3261 section 8.2.6): Via, From, To, Call-ID and CSeq are
 * the request's.
 */
public final class ResponseBuilder {

  private final int status;
  private String reason;
  private final CoreHeaders core;
  private final SipHeaders.Builder headers = SipHeaders.builder();
  private byte[] body = new byte[0];

  /**
   * Begins a response.
   *
   * @param toTag added to To if the request has none there and the status is not 100
   */
  public ResponseBuilder(SipRequest request, int status, String toTag) {
    this.status = status;
    this.reason = StatusCode.reason(status);
    boolean addTag = request.to().tag().isEmpty() && status != StatusCode.TRYING;
    NameAddr to = addTag ? request.to().withTag(toTag) : request.to();
    this.core =
        new CoreHeaders(
            request.core().vias(), request.from(), to, request.callId(), request.cSeq());
    request.headers().all("Via").forEach(via -> headers.add("Via", via));
    // What the peer wrote is sent back as it was, for peers that compare text.
    String toText = request.header("To").orElse(to.toString());
    headers
        .add("To", addTag ? toText + ";tag=" + toTag : toText)
        .add("From", request.header("From").orElse(request.from().toString()))
        .add("Call-ID", request.callId())
        .add("CSeq", request.cSeq().toString());
  }

  /** Sets another reason phrase than the usual one. */
  public ResponseBuilder reason(String phrase) {
    reason = phrase;
    return this;
  }

  /** Adds a header field. */
  public ResponseBuilder header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  /** Adds header fields. */
  public ResponseBuilder headers(SipHeaders more) {
    headers.addAll(more);
    return this;
  }

  /**
   * Copies the Record-Route of the request, as a response that makes a dialog must (RFC 3261
   * section 12.1.1).
   */
  public ResponseBuilder recordRoutes(SipRequest request) {
    request.headers().all("Record-Route").forEach(value -> headers.add("Record-Route", value));
    return this;
  }

  /** Sets the body. */
  public ResponseBuilder body(String contentType, String text) {
    headers.set("Content-Type", contentType);
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Sets the body, unless it is empty. */
  public ResponseBuilder body(SipBody content) {
    if (!content.isEmpty()) {
      headers.set("Content-Type", content.contentType());
      body = content.bytes();
    }
    return this;
  }

  /** Finishes. */
  public SipResponse build() {
    return new SipResponse(status, reason, core, headers.build(), body);
  }
}
