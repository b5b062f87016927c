package io.jasip.internal.call;

import io.jasip.Call;
import io.jasip.CallRequestEvent;
import io.jasip.internal.core.Decision;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;

/** An INFO or MESSAGE within a call that listeners decide about. */
final class RealCallRequestEvent extends Decision implements CallRequestEvent {

  private final Call call;

  RealCallRequestEvent(Call call, SipRequest request) {
    super(request);
    this.call = call;
  }

  @Override
  public Call call() {
    return call;
  }

  @Override
  public void accept() {
    decide(StatusCode.OK, SipHeaders.NONE);
  }

  @Override
  public String toString() {
    return request().method() + " within call " + call.id() + ": " + body();
  }
}
