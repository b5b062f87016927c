package io.jasip.internal.fault;

import io.jasip.Limits;
import io.jasip.UAConfig;
import io.jasip.internal.location.NettyDnsLookup;
import io.jasip.internal.location.ServerLocator;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.transaction.SipTimers;
import io.jasip.internal.transport.WebSocketConnector;
import io.jasip.internal.ua.Platform;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Real sockets, and times that a test can wait for: 64*T1 is 3,200 ms. */
final class QuickPlatform implements Platform {

  private static final SipTimers QUICK =
      new SipTimers(Duration.ofMillis(50), Duration.ofMillis(200));
  private static final Duration HANDSHAKE = Duration.ofSeconds(4);

  final CountedLoop counted;
  private final NettyLoop loop;

  QuickPlatform(NettyLoop loop) {
    this.loop = loop;
    counted = new CountedLoop(loop);
  }

  @Override
  public Place acquire(UAConfig config, Executor background) {
    WebSocketConnector connector =
        new WebSocketConnector(
            loop,
            config.tls(),
            config.userAgent(),
            Limits.DEFAULT,
            config.trace(),
            background,
            config.connect(),
            Duration.ofSeconds(5),
            HANDSHAKE);
    return new Place(
        counted,
        connector,
        new ServerLocator(new NettyDnsLookup(loop.eventLoop()), new SplittableRandom(1)));
  }

  @Override
  public CompletableFuture<Void> release() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public SipTimers timers() {
    return QUICK;
  }
}
