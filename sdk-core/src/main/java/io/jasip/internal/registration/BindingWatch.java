package io.jasip.internal.registration;

import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;

/**
 * Asks now and then which bindings the server has, by a REGISTER without Contact (RFC 3261 section
 * 10.2.3). Servers drop bindings without a word: when another device takes the place, an operator
 * removes it, or by a defect of theirs. Nothing else would show it but calls that do not come. On
 * the loop.
 */
final class BindingWatch {

  /** Two devices that push each other out slow down to this many intervals. */
  private static final int MOST_PATIENT = 8;

  private final UserAgentCore core;
  private final RegisterRequest requests;
  private final RegistrationTimes times;
  private final Duration interval;
  private final Runnable dropped;
  private Timer timer = Timer.NONE;
  private int round;
  private int patience = 1;

  /**
   * Prepares.
   *
   * @param interval zero for never
   * @param dropped told that the server has our binding no more
   */
  BindingWatch(
      UserAgentCore core,
      RegisterRequest requests,
      RegistrationTimes times,
      Duration interval,
      Runnable dropped) {
    this.core = core;
    this.requests = requests;
    this.times = times;
    this.interval = interval;
    this.dropped = dropped;
  }

  /** There is a binding, and the server has listed it. */
  void start() {
    stop();
    schedule();
  }

  void stop() {
    round++;
    timer.cancel();
  }

  private void schedule() {
    if (!interval.isZero()) {
      timer =
          core.loop().schedule(times.keepAlive(interval.multipliedBy(patience)), this::askServer);
    }
  }

  private void askServer() {
    int asked = round;
    core.send(
        requests.query(),
        requests::nextSequence,
        new ResponseListener() {
          @Override
          public void onResponse(SipRequest request, SipResponse response) {
            if (!response.isProvisional() && round == asked) {
              judge(response);
            }
          }

          @Override
          public void onTimeout() {
            if (round == asked) {
              schedule();
            }
          }

          @Override
          public void onTransportError() {}
        });
  }

  private void judge(SipResponse response) {
    if (!response.isSuccess()) {
      schedule(); // a server that does not say has not said that we are gone
      return;
    }
    RegisterAnswer list = RegisterAnswer.read(response, core.identity(), Duration.ZERO);
    if (list.listsUs()) {
      patience = 1;
      schedule();
    } else {
      patience = Math.min(MOST_PATIENT, patience * 2);
      dropped.run();
    }
  }
}
