package io.jasip.internal.fault;

import io.jasip.internal.loop.SipLoop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A loop that knows which of its timers are still to come. */
final class CountedLoop implements SipLoop {

  private final SipLoop loop;
  private final Set<Object> pending = ConcurrentHashMap.newKeySet();

  CountedLoop(SipLoop loop) {
    this.loop = loop;
  }

  int timers() {
    return pending.size();
  }

  @Override
  public boolean inLoop() {
    return loop.inLoop();
  }

  @Override
  public long nanoTime() {
    return loop.nanoTime();
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(task);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Object itself = new Object();
    pending.add(itself);
    Timer timer =
        loop.schedule(
            delay,
            () -> {
              pending.remove(itself);
              task.run();
            });
    return () -> {
      pending.remove(itself);
      timer.cancel();
    };
  }
}
