package io.jasip.internal.core;

import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request whose answer listeners decide about, one after the other: the first decision holds. */
public abstract class Decision {

  private final SipRequest request;
  private final AtomicReference<@Nullable Answer> answer = new AtomicReference<>();
  private volatile boolean passed;
  private boolean taken;
  private boolean failed;

  /** What is to be answered. */
  public record Answer(int status, SipHeaders headers) {

    /** 200. */
    public static final Answer OK = new Answer(StatusCode.OK, SipHeaders.NONE);

    /** Whether the request is granted. */
    public boolean accepts() {
      return status == StatusCode.OK;
    }
  }

  /** Makes an open decision about a request. */
  protected Decision(SipRequest request) {
    this.request = request;
  }

  /**
   * Asks all listeners. Any thread.
   *
   * @param ifAllPassed the status if none wanted it
   * @param then given the outcome, on the loop; not called when the user agent was stopped
   *     meanwhile
   */
  public final <L> void ask(
      Listeners<L> listeners,
      Consumer<L> question,
      int ifAllPassed,
      SipLoop loop,
      Consumer<Answer> then) {
    listeners.tell(
        listener -> show(() -> question.accept(listener)),
        () -> {
          Answer outcome = outcome(ifAllPassed);
          try {
            loop.run(() -> then.accept(outcome));
          } catch (RejectedExecutionException e) {
            // The user agent was stopped while a listener took its time: nobody waits for it.
          }
        });
  }

  /** On the application's thread. */
  private void show(Runnable toListener) {
    passed = false;
    try {
      toListener.run();
      taken |= !passed;
    } catch (RuntimeException | Error e) {
      failed = true;
      throw e;
    }
  }

  /** What has come of it when all listeners have seen it. On the application's thread. */
  private Answer outcome(int ifAllPassed) {
    int byDefault = failed ? StatusCode.SERVER_INTERNAL_ERROR : taken ? StatusCode.OK : ifAllPassed;
    decide(byDefault, SipHeaders.NONE);
    return Objects.requireNonNull(answer.get());
  }

  /** Decides, unless that was done before. Any thread. */
  protected final void decide(int status, SipHeaders headers) {
    answer.compareAndSet(null, new Answer(status, headers));
  }

  /** Who asks. */
  public NameAddr from() {
    return request.from().withoutParameters();
  }

  /** What the request says. */
  public SipBody body() {
    return SipBody.of(request);
  }

  /** What was asked. */
  public SipRequest request() {
    return request;
  }

  /** Decides to refuse. */
  public void reject(int status, SipHeaders headers) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException(
          "reject(" + status + "): a refusal has a status from 300 to 699");
    }
    decide(status, headers);
  }

  /** Leaves it to the other listeners. */
  public void pass() {
    passed = true;
  }
}
