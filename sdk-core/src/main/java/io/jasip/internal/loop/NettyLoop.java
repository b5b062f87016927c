package io.jasip.internal.loop;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** A {@link SipLoop} on a Netty event loop, which also carries the user agent's WebSocket. */
public final class NettyLoop implements SipLoop {

  /**
   * Where what comes after the end of a loop has its turn. The state that it touches has no other
   * thread any more.
   */
  private static final CallbackDispatcher AFTERWARDS = new CallbackDispatcher(null);

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
    try {
      eventLoop.execute(task);
    } catch (RejectedExecutionException e) {
      AFTERWARDS.execute(task);
    }
  }

  /** After the end of the loop, no timer fires. */
  @Override
  public Timer schedule(Duration delay, Runnable task) {
    try {
      ScheduledFuture<?> timer = eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> cancel(timer);
    } catch (RejectedExecutionException e) {
      return Timer.NONE;
    }
  }

  private static void cancel(ScheduledFuture<?> timer) {
    try {
      timer.cancel(false);
    } catch (RejectedExecutionException e) {
      // It has ended with its loop.
    }
  }
}
