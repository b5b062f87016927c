package io.jasip.internal.ua;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Which servers have failed, and when each may be tried again. On the loop. */
final class ServerAvailability {

  private final ReconnectTimes times;
  private final LongSupplier clock;
  private final Map<WebSocketServer, Failures> failed = new HashMap<>();
  private long outageBegan;

  /** The failures of one server in a row. */
  private static final class Failures {
    private int count;
    private long until;
  }

  /**
   * Makes one that knows of no failure.
   *
   * @param clock in nanoseconds
   */
  ServerAvailability(ReconnectTimes times, LongSupplier clock) {
    this.times = times;
    this.clock = clock;
    this.outageBegan = clock.getAsLong();
  }

  /** An outage begins; what failed before counts no more. */
  void outageBegins() {
    outageBegan = clock.getAsLong();
    failed.clear();
  }

  /** How long there has been no connection. */
  Duration outage() {
    return Duration.ofNanos(clock.getAsLong() - outageBegan);
  }

  /** What has failed may well succeed now. */
  void forgetFailures() {
    failed.clear();
  }

  void failed(WebSocketServer server, ConnectionFailedException why) {
    Failures failures = failed.computeIfAbsent(server, first -> new Failures());
    failures.count = times.isRestarting(outage()) ? 0 : failures.count + 1;
    failures.until =
        clock.getAsLong() + times.afterFailure(why, outage(), failures.count).toNanos();
  }

  /**
   * Those of these servers that may be tried now, in the same order. What others did is forgotten:
   * the DNS names them no more, and nobody waits for them.
   */
  List<WebSocketServer> of(List<WebSocketServer> servers) {
    failed.keySet().retainAll(servers);
    List<WebSocketServer> now = new ArrayList<>(servers);
    now.removeIf(
        server -> {
          Failures failures = failed.get(server);
          return failures != null && failures.until - clock.getAsLong() > 0;
        });
    return now;
  }

  /** How long until the first of those that have failed may be tried again. */
  Duration untilNext() {
    long now = clock.getAsLong();
    return Duration.ofNanos(
        failed.values().stream().mapToLong(each -> Math.max(0, each.until - now)).min().orElse(0));
  }
}
