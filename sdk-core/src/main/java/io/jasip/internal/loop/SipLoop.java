package io.jasip.internal.loop;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The thread that owns all protocol state of a user agent, and its clock. A Netty event loop in
 * production, virtual time in tests. Many user agents may share one loop.
 */
public interface SipLoop extends Executor {

  /** Whether the caller runs on the loop. */
  boolean inLoop();

  /** The loop's clock in nanoseconds; its zero means nothing. Any thread. */
  long nanoTime();

  /** Runs a task on the loop after a delay. Any thread. */
  Timer schedule(Duration delay, Runnable task);

  /** A task that waits for its time. */
  interface Timer {

    /** A timer that never fires. */
    Timer NONE = () -> {};

    /** Stops it; does nothing if it has fired already. */
    void cancel();
  }

  /** Runs a task now if the caller is on the loop, else as soon as the loop is free. */
  default void run(Runnable task) {
    if (inLoop()) {
      task.run();
    } else {
      execute(task);
    }
  }
}
