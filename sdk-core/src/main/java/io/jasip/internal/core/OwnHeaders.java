package io.jasip.internal.core;

import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;

/**
 * The header fields that every message of ours carries, those in dialogs and acknowledgements too.
 *
 * @param software the value of User-Agent and Server
 * @param extra what the application adds
 */
public record OwnHeaders(String software, SipHeaders extra) {

  /** A message as it leaves; what it says itself stays. */
  public SipMessage on(SipMessage message) {
    SipHeaders.Builder headers = message.headers().toBuilder();
    boolean changed =
        add(headers, message, message instanceof SipRequest ? "User-Agent" : "Server", software);
    for (SipHeaders.Field field : extra.fields()) {
      changed |= add(headers, message, field.name(), field.value());
    }
    if (!changed) {
      return message;
    }
    return message instanceof SipRequest request
        ? new SipRequest(
            request.method(), request.uri(), request.core(), headers.build(), request.body())
        : response((SipResponse) message, headers.build());
  }

  private static SipResponse response(SipResponse response, SipHeaders headers) {
    return new SipResponse(
        response.status(), response.reason(), response.core(), headers, response.body());
  }

  private static boolean add(
      SipHeaders.Builder headers, SipMessage message, String name, String value) {
    if (message.header(name).isPresent()) {
      return false;
    }
    headers.add(name, value);
    return true;
  }
}
