package io.jasip.internal.ua;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.ReconnectPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a server that has failed is left alone. Random, so that the user agents of a server that
 * was restarted do not all come at once.
 *
 * @param random from 0 up to 1, without 1
 */
record ReconnectTimes(ReconnectPolicy policy, DoubleSupplier random) {

  /** The web server of Asterisk is there a second before its SIP part. */
  private static final int WEB_SERVER_IS_UP = 2;

  /** After a connection was lost that had been made. */
  Duration afterLoss() {
    return part(policy.firstWindow());
  }

  /** After a connection that was made and then did not do what it is for. */
  Duration afterUseless() {
    return part(policy.firstWindow().dividedBy(4));
  }

  /**
   * After an attempt that failed.
   *
   * @param outage how old it is
   * @param failures of this server since the outage is no restart any more, this one included
   */
  Duration afterFailure(ConnectionFailedException why, Duration outage, int failures) {
    Duration pause = pause(why, outage, failures);
    Duration asked = why.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(pause) > 0 ? asked : pause;
  }

  private Duration pause(ConnectionFailedException why, Duration outage, int failures) {
    boolean restarting = isRestarting(outage);
    if (refuses(why, restarting)) {
      Duration half = policy.largestWindow().dividedBy(2);
      return half.plus(part(half));
    }
    if (restarting) {
      Duration window = policy.firstWindow();
      return part(why.layer() == Layer.HTTP ? window.dividedBy(WEB_SERVER_IS_UP) : window);
    }
    Duration window = policy.firstWindow().multipliedBy(1L << Math.min(failures, 20));
    return part(window.compareTo(policy.largestWindow()) < 0 ? window : policy.largestWindow());
  }

  boolean isRestarting(Duration outage) {
    return outage.compareTo(policy.restartTime()) < 0;
  }

  /**
   * Whether the server is there and does not want us. Web servers whose SIP part is not loaded yet
   * answer 404, then 400.
   */
  private static boolean refuses(ConnectionFailedException why, boolean restarting) {
    return switch (why.layer()) {
      case TLS -> true;
      case HTTP -> {
        boolean passes = why.code() == 0 || why.code() >= 500;
        boolean boots = restarting && (why.code() == 404 || why.code() == 400);
        yield !passes && !boots;
      }
      case PROXY -> why.code() == 403 || why.code() == 407;
      case DNS, TCP, WEBSOCKET -> false;
    };
  }

  private Duration part(Duration of) {
    return Duration.ofNanos((long) (of.toNanos() * random.getAsDouble()));
  }
}
