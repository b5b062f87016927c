package io.jasip.internal.registration;

import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows signs of life as often as a server wants it by Flow-Timer (RFC 5626 section 4.4.1). */
final class FlowKeepAlive {

  private final SipLoop loop;
  private final RegistrationTimes times;
  private final Runnable ping;
  private Timer timer = Timer.NONE;

  FlowKeepAlive(SipLoop loop, RegistrationTimes times, Runnable ping) {
    this.loop = loop;
    this.times = times;
    this.ping = ping;
  }

  /** Begins anew; null for a server that wants none. */
  void start(@Nullable Duration flowTimer) {
    stop();
    if (flowTimer != null) {
      timer =
          loop.schedule(
              times.keepAlive(flowTimer),
              () -> {
                ping.run();
                start(flowTimer);
              });
    }
  }

  void stop() {
    timer.cancel();
  }
}
