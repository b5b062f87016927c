package io.jasip;

import io.jasip.sip.SipBody;
import io.jasip.sip.SipRequest;

/**
 * The peer has sent a request within the call that this library has no use for: INFO that is no
 * digit (RFC 6086), or MESSAGE (RFC 3428). It was answered with 200.
 *
 * @param call that it is about
 * @param request as it came
 */
public record CallRequestEvent(Call call, SipRequest request) {

  /**
   * What it says.
   *
   * @return possibly {@link SipBody#NONE}
   */
  public SipBody body() {
    return SipBody.of(request);
  }
}
