package io.jasip.internal.message;

import io.jasip.sip.CSeq;
import io.jasip.sip.CoreHeaders;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Builds a request (RFC 3261 section 8.1.1). Header fields are written in the order of RFC 3261's
 * own examples.
 */
public final class RequestBuilder {

  private static final int MAX_FORWARDS = 70;

  private final SipMethod method;
  private final SipUri uri;
  private final CoreHeaders core;
  private final SipHeaders.Builder headers = SipHeaders.builder();
  private byte[] body = new byte[0];

  /** Begins a request with the header fields that every request has. */
  public RequestBuilder(SipUri uri, Via via, NameAddr from, NameAddr to, String callId, CSeq cSeq) {
    this.method = cSeq.method();
    this.uri = uri;
    this.core = new CoreHeaders(List.of(via), from, to, callId, cSeq);
    headers
        .add("Via", via.toString())
        .add("Max-Forwards", Integer.toString(MAX_FORWARDS))
        .add("To", to.toString())
        .add("From", from.toString())
        .add("Call-ID", callId)
        .add("CSeq", cSeq.toString());
  }

  /** Adds a header field. */
  public RequestBuilder header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  /** Adds header fields. */
  public RequestBuilder headers(SipHeaders more) {
    headers.addAll(more);
    return this;
  }

  /** Adds the route set, one header field per proxy (RFC 3261 section 12.2.1.1). */
  public RequestBuilder routes(List<NameAddr> routes) {
    routes.forEach(route -> headers.add("Route", route.toString()));
    return this;
  }

  /** Sets the body. */
  public RequestBuilder body(String contentType, String text) {
    headers.set("Content-Type", contentType);
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Sets the body, unless it is empty. */
  public RequestBuilder body(SipBody content) {
    if (!content.isEmpty()) {
      headers.set("Content-Type", content.contentType());
      body = content.bytes();
    }
    return this;
  }

  /** Finishes. */
  public SipRequest build() {
    return new SipRequest(method, uri, core, headers.build(), body);
  }

  /**
   * A copy of a request to be sent again as a new transaction: same call and dialog, next CSeq, new
   * branch (RFC 3261 section 8.1.3.5), other credentials.
   */
  public static SipRequest again(
      SipRequest request, long cSeqNumber, List<SipHeaders.Field> credentials) {
    CSeq cSeq = new CSeq(cSeqNumber, request.method());
    Via via =
        new Via(
            request.via().transport(),
            request.via().sentBy(),
            request.via().parameters().with("branch", Identifiers.branch()));
    CoreHeaders core =
        new CoreHeaders(List.of(via), request.from(), request.to(), request.callId(), cSeq);
    SipHeaders.Builder headers =
        request.headers().toBuilder()
            .set("Via", via.toString())
            .set("CSeq", cSeq.toString())
            .remove("Authorization")
            .remove("Proxy-Authorization");
    credentials.forEach(field -> headers.add(field.name(), field.value()));
    return new SipRequest(request.method(), request.uri(), core, headers.build(), request.body());
  }

  /** The CANCEL of an INVITE (RFC 3261 section 9.1): same branch, same CSeq number, same Route. */
  public static SipRequest cancel(SipRequest invite) {
    return cancel(invite, SipHeaders.NONE);
  }

  /** The CANCEL of an INVITE with more header fields, such as Reason (RFC 3326). */
  public static SipRequest cancel(SipRequest invite, SipHeaders more) {
    return sameHop(invite, SipMethod.CANCEL, invite.to()).headers(more).build();
  }

  /**
   * The ACK of a refused INVITE (RFC 3261 section 17.1.1.3): same branch, the To of the response.
   */
  public static SipRequest ackOfRefusal(SipRequest invite, NameAddr to) {
    return sameHop(invite, SipMethod.ACK, to).build();
  }

  private static RequestBuilder sameHop(SipRequest invite, SipMethod method, NameAddr to) {
    RequestBuilder builder =
        new RequestBuilder(
            invite.uri(),
            invite.via(),
            invite.from(),
            to,
            invite.callId(),
            new CSeq(invite.cSeq().number(), method));
    invite.headers().all("Route").forEach(route -> builder.header("Route", route));
    return builder;
  }
}
