package io.jasip.internal.loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Few threads for the work of many user agents, and more only while all of them are blocked: five
 * thousand events at once need no five thousand threads, and a callback that waits for another must
 * not keep that from running. Idle threads end.
 */
final class CallbackThreads implements Executor {

  private static final int STEP = 8;
  private static final long PATIENCE_MS = 100;
  private static final int IDLE_S = 2;

  private final ThreadPoolExecutor pool;
  private final Executor later;
  private final AtomicBoolean watching = new AtomicBoolean();

  /**
   * Makes a pool without threads.
   *
   * @param name of its threads, which get a number each
   */
  CallbackThreads(String name) {
    AtomicInteger number = new AtomicInteger();
    pool =
        new ThreadPoolExecutor(
            STEP,
            STEP,
            IDLE_S,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    later = CompletableFuture.delayedExecutor(PATIENCE_MS, TimeUnit.MILLISECONDS, Runnable::run);
  }

  @Override
  public void execute(Runnable task) {
    pool.execute(task);
    if (!pool.getQueue().isEmpty() && watching.compareAndSet(false, true)) {
      watch();
    }
  }

  private void watch() {
    long done = pool.getCompletedTaskCount();
    later.execute(() -> check(done));
  }

  private void check(long doneBefore) {
    if (pool.getQueue().isEmpty()) {
      watching.set(false);
      resize(STEP);
      if (pool.getQueue().isEmpty() || !watching.compareAndSet(false, true)) {
        return; // else a task has come in between, and nobody watches it
      }
    } else if (pool.getCompletedTaskCount() == doneBefore) {
      resize(pool.getCorePoolSize() + STEP);
    }
    watch();
  }

  private void resize(int threads) {
    if (threads > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(threads);
    }
    pool.setCorePoolSize(threads);
    pool.setMaximumPoolSize(threads);
  }
}
