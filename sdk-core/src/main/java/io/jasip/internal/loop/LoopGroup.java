package io.jasip.internal.loop;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that all user agents of the process share. They live from the first {@link
 * #acquire()} to the last {@link #release()}, so that a process ends by itself once its user agents
 * have stopped. Their threads are not daemons: a program whose {@code main} returns keeps its
 * registrations.
 */
public final class LoopGroup {

  private static final Object LOCK = new Object();
  private static @Nullable EventLoopGroup shared;
  private static int users;

  private LoopGroup() {}

  /** Begins a use of the shared loops and picks one. */
  public static NettyLoop acquire() {
    synchronized (LOCK) {
      EventLoopGroup group = shared;
      if (group == null) {
        group =
            new MultiThreadIoEventLoopGroup(
                Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("jasip-loop", false),
                NioIoHandler.newFactory());
        shared = group;
      }
      users++;
      return new NettyLoop(group.next());
    }
  }

  /** Ends a use. The last one ends the threads. */
  public static CompletableFuture<Void> release() {
    EventLoopGroup ended = null;
    synchronized (LOCK) {
      if (--users == 0) {
        ended = shared;
        shared = null;
      }
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (ended == null) {
      done.complete(null);
    } else {
      ended.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(finished -> done.complete(null));
    }
    return done;
  }
}
