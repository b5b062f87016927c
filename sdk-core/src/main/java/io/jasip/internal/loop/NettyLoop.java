package io.jasip.internal.loop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A {@link SipLoop} on a Netty event loop, which also carries the user agent's WebSocket. */
public final class NettyLoop implements SipLoop {

  private final EventLoop eventLoop;

  /** Takes the event loop that will own the user agent. */
  public NettyLoop(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  /** The event loop, for channels to register with. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  @Override
  public boolean inLoop() {
    return eventLoop.inEventLoop();
  }

  @Override
  public long nanoTime() {
    return eventLoop.ticker().nanoTime();
  }

  @Override
  public void execute(Runnable task) {
    eventLoop.execute(task);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    ScheduledFuture<?> timer = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
  }
}
