package io.jasip.webrtc.internal.audio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on an executor one at a time and in order. Handing one in never waits and never
 * throws, so an audio thread may. While very many wait, further ones are left out.
 */
public final class SerialTasks {

  /** How many may wait for one that takes its time. */
  static final int MOST = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(SerialTasks.class);

  private final Executor executor;
  private final String what;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean complained = new AtomicBoolean();

  /**
   * Makes a series.
   *
   * @param what names the tasks in the log, as the beginning of a sentence
   */
  public SerialTasks(Executor executor, String what) {
    this.executor = executor;
    this.what = what;
  }

  /** Adds a task. */
  public void run(Runnable task) {
    if (waiting.get() >= MOST) {
      complain(new IllegalStateException("it does not return, and what comes is left out"));
      return;
    }
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      try {
        executor.execute(this::work);
      } catch (RuntimeException e) { // an executor that was shut down
        tasks.clear();
        waiting.set(0);
        complain(e);
      }
    }
  }

  private void complain(Throwable e) {
    if (complained.compareAndSet(false, true)) {
      LOG.error("{} failed; this is said once", what, e);
    }
  }

  private void work() {
    do {
      Runnable task = tasks.poll();
      if (task != null) {
        try {
          task.run();
        } catch (Throwable e) { // the next one is not to suffer
          complain(e);
        }
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
