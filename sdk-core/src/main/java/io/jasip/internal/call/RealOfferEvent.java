package io.jasip.internal.call;

import io.jasip.Call;
import io.jasip.OfferEvent;
import io.jasip.internal.core.Decision;
import io.jasip.media.MediaDirection;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;

/** A new offer of the peer that listeners decide about. */
final class RealOfferEvent extends Decision implements OfferEvent {

  private final Call call;
  private final String description;

  RealOfferEvent(Call call, SipRequest request) {
    super(request);
    this.call = call;
    this.description = SessionDescription.of(request);
  }

  @Override
  public Call call() {
    return call;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public MediaDirection direction() {
    return description.isEmpty() ? MediaDirection.SEND_RECV : HoldDetection.direction(description);
  }

  @Override
  public void accept() {
    decide(StatusCode.OK, SipHeaders.NONE);
  }

  @Override
  public String toString() {
    return "offer by " + request().method() + " within call " + call.id() + ": " + direction();
  }
}
