package io.jasip.trace;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a trace writes: never on the thread of a user agent, which a slow disk or terminal would
 * stop. In order; the thread is there while there is work. A trace that cannot keep up, or whose
 * output fails, loses messages and says so once.
 */
final class TraceThread {

  private static final Logger LOG = LoggerFactory.getLogger(TraceThread.class);
  private static final int MAX_WAITING = 10_000;
  private static final long CLOSE_TIMEOUT_S = 5;

  private final String target;
  private final ThreadPoolExecutor executor;
  private volatile boolean failed;

  /** What writes. */
  interface Work {
    /** Writes, on the thread. */
    void run() throws IOException;
  }

  /**
   * Makes it.
   *
   * @param target where to, for messages to a person
   */
  TraceThread(String target) {
    this.target = target;
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // limited by add(), for there is always room to close
            work -> {
              Thread thread = new Thread(work, "jasip-trace");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /** Has something written soon. Any thread; does not wait. */
  void add(Work work) {
    if (executor.getQueue().size() >= MAX_WAITING) {
      fail("is slower than the messages come", new IOException(MAX_WAITING + " are waiting"));
    }
    if (failed) {
      return;
    }
    try {
      executor.execute(() -> run(work));
    } catch (RejectedExecutionException e) {
      // It was closed, and what comes later is dropped.
    }
  }

  private void run(Work work) {
    if (failed) {
      return;
    }
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      fail("cannot be written", e);
    }
  }

  private void fail(String why, Exception e) {
    if (!failed) {
      failed = true;
      LOG.warn("The SIP trace to {} {} and ends here: {}", target, why, e.getMessage());
    }
  }

  /** Writes what is waiting and then this; waits for that, for some seconds. Does nothing twice. */
  void close(Work last) {
    synchronized (this) {
      if (executor.isShutdown()) {
        return;
      }
      // The last work is done although others may have failed: it frees the file.
      executor.execute(
          () -> {
            try {
              last.run();
            } catch (IOException e) {
              fail("cannot be written", e);
            }
          });
      executor.shutdown();
    }
    try {
      if (!executor.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
        fail("does not come to an end", new IOException("it takes longer than 5 s"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
