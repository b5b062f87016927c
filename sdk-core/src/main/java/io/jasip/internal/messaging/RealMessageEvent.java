package io.jasip.internal.messaging;

import io.jasip.MessageEvent;
import io.jasip.internal.core.Decision;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;

/** A MESSAGE that listeners decide about. */
final class RealMessageEvent extends Decision implements MessageEvent {

  RealMessageEvent(SipRequest request) {
    super(request);
  }

  @Override
  public void accept() {
    decide(StatusCode.OK, SipHeaders.NONE);
  }

  @Override
  public void reject(int status) {
    reject(status, SipHeaders.NONE);
  }

  @Override
  public String toString() {
    return "message of " + from().uri() + ": " + body();
  }
}
