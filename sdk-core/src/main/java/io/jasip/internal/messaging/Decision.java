package io.jasip.internal.messaging;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A request whose answer listeners decide about, one after the other: the first decision holds. */
abstract class Decision {

  private final SipRequest request;
  private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
  private volatile boolean passed;
  private boolean taken;
  private boolean failed;

  /** What is to be answered. */
  record Answer(int status, SipHeaders headers) {}

  Decision(SipRequest request) {
    this.request = request;
  }

  /** Shows the request to a listener. On the application's thread. */
  void show(Runnable toListener) {
    passed = false;
    try {
      toListener.run();
      taken |= !passed;
    } catch (RuntimeException | Error e) {
      failed = true;
      throw e;
    }
  }

  /**
   * What has come of it when all listeners have seen it. On the application's thread.
   *
   * @param ifAllPassed the status if none wanted it
   */
  Answer outcome(int ifAllPassed) {
    int byDefault = failed ? StatusCode.SERVER_INTERNAL_ERROR : taken ? StatusCode.OK : ifAllPassed;
    decide(byDefault, SipHeaders.NONE);
    return Objects.requireNonNull(answer.get());
  }

  final void decide(int status, SipHeaders headers) {
    answer.compareAndSet(null, new Answer(status, headers));
  }

  public NameAddr from() {
    return request.from().withoutParameters();
  }

  public SipBody body() {
    return SipBody.of(request);
  }

  public SipRequest request() {
    return request;
  }

  public void reject(int status, SipHeaders headers) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException(
          "reject(" + status + "): a refusal has a status from 300 to 699");
    }
    decide(status, headers);
  }

  public void pass() {
    passed = true;
  }
}
