package io.jasip.internal.messaging;

import io.jasip.MessageEvent;
import io.jasip.UAListener;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A message that listeners decide about, one after the other. */
final class RealMessageEvent implements MessageEvent {

  private final SipRequest request;
  private final AtomicReference<@Nullable Decision> decision = new AtomicReference<>();
  private volatile boolean passed;
  private boolean taken;
  private boolean failed;

  /** What is to be answered. */
  record Decision(int status, SipHeaders headers) {
    Decision(int status) {
      this(status, SipHeaders.NONE);
    }
  }

  RealMessageEvent(SipRequest request) {
    this.request = request;
  }

  /** Shows the message to a listener. On the application's thread. */
  void showTo(UAListener listener) {
    passed = false;
    try {
      listener.onMessage(this);
      taken |= !passed;
    } catch (RuntimeException | Error e) {
      failed = true;
      throw e;
    }
  }

  /** What has come of it when all listeners have seen it. On the application's thread. */
  Decision outcome() {
    int byDefault =
        failed
            ? StatusCode.SERVER_INTERNAL_ERROR
            : taken ? StatusCode.OK : StatusCode.TEMPORARILY_UNAVAILABLE;
    decision.compareAndSet(null, new Decision(byDefault));
    return Objects.requireNonNull(decision.get());
  }

  @Override
  public NameAddr from() {
    return request.from().withoutParameters();
  }

  @Override
  public SipBody body() {
    return SipBody.of(request);
  }

  @Override
  public SipRequest request() {
    return request;
  }

  @Override
  public void accept() {
    decision.compareAndSet(null, new Decision(StatusCode.OK));
  }

  @Override
  public void reject(int status) {
    reject(status, SipHeaders.NONE);
  }

  @Override
  public void reject(int status, SipHeaders headers) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException(
          "reject(" + status + "): a refusal has a status from 300 to 699");
    }
    decision.compareAndSet(null, new Decision(status, headers));
  }

  @Override
  public void pass() {
    passed = true;
  }

  @Override
  public String toString() {
    return "message of " + from().uri() + ": " + body();
  }
}
