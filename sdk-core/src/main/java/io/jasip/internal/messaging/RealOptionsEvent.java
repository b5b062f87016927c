package io.jasip.internal.messaging;

import io.jasip.OptionsEvent;
import io.jasip.internal.core.Decision;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;

/** An OPTIONS that listeners decide about. */
final class RealOptionsEvent extends Decision implements OptionsEvent {

  RealOptionsEvent(SipRequest request) {
    super(request);
  }

  @Override
  public void accept(SipHeaders headers) {
    decide(StatusCode.OK, headers);
  }

  @Override
  public String toString() {
    return "OPTIONS of " + from().uri();
  }
}
