package io.jasip.internal.ua;

import io.jasip.UAConfig;
import io.jasip.internal.location.ServerOrder;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.WebSocketServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/**
 * Looks now and then whether a heavier server is back, as long as a lighter one has to do. Servers
 * that the DNS names are not compared. On the loop.
 */
final class FailBack {

  private final Platform.Place place;
  private final UAConfig config;
  private final DoubleSupplier random;
  private final BiFunction<WebSocketServer, SipConnection, SipConnection.Listener> moveTo;
  private final BooleanSupplier busy;
  private Timer timer = Timer.NONE;
  private Runnable giveUp = () -> {};

  /**
   * Prepares.
   *
   * @param random from 0 up to 1, without 1
   * @param moveTo takes the connection of a heavier server
   * @param busy whether now is not the time
   */
  FailBack(
      Platform.Place place,
      UAConfig config,
      DoubleSupplier random,
      BiFunction<WebSocketServer, SipConnection, SipConnection.Listener> moveTo,
      BooleanSupplier busy) {
    this.place = place;
    this.config = config;
    this.random = random;
    this.moveTo = moveTo;
    this.busy = busy;
  }

  /** From now on that server is the one. */
  void connected(WebSocketServer current) {
    stop();
    List<WebSocketServer> heavier =
        ServerOrder.byWeight(config.servers(), new SecureRandom()).stream()
            .filter(server -> server.weight() > current.weight())
            .toList();
    if (!heavier.isEmpty() && !config.reconnect().failBack().isZero()) {
      schedule(heavier);
    }
  }

  void stop() {
    timer.cancel();
    giveUp.run();
    giveUp = () -> {};
  }

  /** Between four fifths of the interval and all of it. */
  private void schedule(List<WebSocketServer> heavier) {
    long millis = config.reconnect().failBack().toMillis();
    Duration delay = Duration.ofMillis((long) (millis * (1 - random.getAsDouble() / 5)));
    timer = place.loop().schedule(delay, () -> attempt(heavier, 0));
  }

  private void attempt(List<WebSocketServer> heavier, int index) {
    if (index == heavier.size() || busy.getAsBoolean()) {
      schedule(heavier);
      return;
    }
    WebSocketServer server = heavier.get(index);
    giveUp =
        place
            .connector()
            .connect(
                server,
                new SipConnector.Attempt() {
                  @Override
                  public SipConnection.Listener onOpen(SipConnection connection) {
                    giveUp = () -> {};
                    if (busy.getAsBoolean()) {
                      connection.close();
                      schedule(heavier);
                      return Deaf.LISTENER;
                    }
                    return moveTo.apply(server, connection);
                  }

                  @Override
                  public void onFailed(ConnectionFailedException why) {
                    giveUp = () -> {};
                    attempt(heavier, index + 1);
                  }
                });
  }
}
