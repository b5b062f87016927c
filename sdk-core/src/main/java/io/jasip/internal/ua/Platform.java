package io.jasip.internal.ua;

import io.jasip.UAConfig;
import io.jasip.internal.location.NettyDnsLookup;
import io.jasip.internal.location.ServerLocator;
import io.jasip.internal.loop.LoopGroup;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.transaction.SipTimers;
import io.jasip.internal.transport.SipConnector;
import io.jasip.internal.transport.WebSocketConnector;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What a user agent runs on: Netty and WebSockets in production, virtual time and a scripted server
 * in tests. Any thread.
 */
public interface Platform {

  /**
   * The loop of a user agent, what opens its connections, and who finds the servers of a domain.
   */
  record Place(SipLoop loop, SipConnector connector, ServerLocator locator) {}

  /**
   * Begins a use.
   *
   * @param background threads for work that may block
   */
  Place acquire(UAConfig config, Executor background);

  /** Ends a use. Completes when what only it needed is freed. */
  CompletableFuture<Void> release();

  /** The times of transactions. */
  default SipTimers timers() {
    return SipTimers.DEFAULT;
  }

  /** The platform of production. */
  Platform NETTY =
      new Platform() {
        @Override
        public Place acquire(UAConfig config, Executor background) {
          NettyLoop loop = LoopGroup.acquire();
          return new Place(
              loop,
              new WebSocketConnector(
                  loop,
                  config.tls(),
                  config.userAgent(),
                  config.limits(),
                  config.trace(),
                  background,
                  config.connect()),
              new ServerLocator(new NettyDnsLookup(loop.eventLoop()), new SecureRandom()));
        }

        @Override
        public CompletableFuture<Void> release() {
          return LoopGroup.release();
        }
      };
}
