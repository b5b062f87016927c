package io.jasip.internal.call;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipResponse;
import java.time.Duration;

/**
 * Sends our 2xx to an INVITE, and again at growing intervals until its ACK comes (RFC 3261 section
 * 13.3.1.4). That is the duty of the user agent core even on a reliable transport, for there may be
 * an unreliable one behind the server.
 */
final class SuccessRepeater {

  private final UserAgentCore core;
  private final ServerTransaction transaction;
  private final SipResponse success;
  private final Runnable unacknowledged;
  private Duration interval;
  private Timer repeat = Timer.NONE;
  private Timer giveUp = Timer.NONE;

  /**
   * Makes a repeater.
   *
   * @param unacknowledged run when no ACK has come within 64*T1
   */
  SuccessRepeater(
      UserAgentCore core,
      ServerTransaction transaction,
      SipResponse success,
      Runnable unacknowledged) {
    this.core = core;
    this.transaction = transaction;
    this.success = success;
    this.unacknowledged = unacknowledged;
    this.interval = core.timers().t1();
  }

  void start() {
    transaction.respond(success);
    scheduleRepeat();
    giveUp =
        core.loop()
            .schedule(
                core.timers().timeout(),
                () -> {
                  repeat.cancel();
                  unacknowledged.run();
                });
  }

  private void scheduleRepeat() {
    repeat =
        core.loop()
            .schedule(
                interval,
                () -> {
                  transaction.respond(success);
                  Duration twice = interval.multipliedBy(2);
                  interval = twice.compareTo(core.timers().t2()) > 0 ? core.timers().t2() : twice;
                  scheduleRepeat();
                });
  }

  /** The ACK has come, or nobody waits for it any more. */
  void stop() {
    repeat.cancel();
    giveUp.cancel();
  }
}
