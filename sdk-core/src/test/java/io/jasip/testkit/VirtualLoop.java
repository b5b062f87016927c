package io.jasip.testkit;

import io.jasip.internal.loop.SipLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The loop of user agents in virtual time: time passes when the test says so, and never on its own.
 *
 * <p>A task that is handed over runs at once if the loop is idle, else after the task of the
 * moment. Callbacks of the application run on {@link #callbacks()}, like in production after the
 * task that caused them and not on the loop.
 */
public final class VirtualLoop implements SipLoop {

  /** More than this without a pause is a loop without end. */
  private static final int MAX_STEPS = 1_000_000;

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Queue<Runnable> callbacks = new ArrayDeque<>();
  private final PriorityQueue<VirtualTimer> timers =
      new PriorityQueue<>(
          Comparator.comparingLong((VirtualTimer timer) -> timer.due)
              .thenComparingLong(timer -> timer.number));
  private long now;
  private long nextNumber;
  private boolean running;
  private boolean paused;
  private boolean onLoop;
  private boolean shutDown;

  /** Makes an idle loop; its clock starts at zero. */
  public VirtualLoop() {}

  private final class VirtualTimer implements Timer {
    private final long due;
    private final long number = nextNumber++;
    private final Runnable task;

    VirtualTimer(long due, Runnable task) {
      this.due = due;
      this.task = task;
    }

    @Override
    public void cancel() {
      timers.remove(this);
    }
  }

  @Override
  public boolean inLoop() {
    return onLoop;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    refuseIfShutDown();
    tasks.add(task);
    runAll();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    refuseIfShutDown();
    VirtualTimer timer = new VirtualTimer(now + Math.max(0, delay.toNanos()), task);
    timers.add(timer);
    runAll();
    return timer;
  }

  /**
   * The executor for an application's callbacks.
   *
   * @return runs callbacks in order, on the thread of the test, when the loop has nothing else to
   *     do
   */
  public Executor callbacks() {
    return callback -> {
      callbacks.add(callback);
      runAll();
    };
  }

  /**
   * From now on callbacks wait, like those of an application that is busy in one of them.
   *
   * @see #resumeCallbacks()
   */
  public void pauseCallbacks() {
    paused = true;
  }

  /** Runs the callbacks that have waited since {@link #pauseCallbacks()}. */
  public void resumeCallbacks() {
    paused = false;
    runAll();
  }

  /**
   * From now on tasks are refused, as by an event loop whose last user agent was stopped. Callbacks
   * still run.
   */
  public void shutDown() {
    shutDown = true;
  }

  private void refuseIfShutDown() {
    if (shutDown) {
      throw new RejectedExecutionException("the loop was shut down");
    }
  }

  /**
   * Lets time pass. Timers run in the order of their times, each at its own.
   *
   * @param duration how much; not negative
   */
  public void advance(Duration duration) {
    long end = now + duration.toNanos();
    for (VirtualTimer next = timers.peek(); next != null && next.due <= end; next = timers.peek()) {
      now = next.due;
      runAll();
    }
    now = end;
  }

  /**
   * The timers that have been started and have neither run nor been cancelled.
   *
   * @return how many
   */
  public int pendingTimers() {
    return timers.size();
  }

  /** Runs what is there to run now, unless that is being done already. */
  private void runAll() {
    if (running) {
      return;
    }
    running = true;
    try {
      int steps = 0;
      while (runOne()) {
        if (++steps > MAX_STEPS) {
          throw new IllegalStateException("the loop has had " + steps + " tasks and finds no end");
        }
      }
    } finally {
      running = false;
    }
  }

  private boolean runOne() {
    Runnable task = tasks.poll();
    if (task != null) {
      onLoop = true;
      try {
        task.run();
      } finally {
        onLoop = false;
      }
      return true;
    }
    Runnable callback = paused ? null : callbacks.poll();
    if (callback != null) {
      callback.run();
      return true;
    }
    VirtualTimer timer = timers.peek();
    if (timer != null && timer.due <= now) {
      timers.remove(timer);
      tasks.add(timer.task);
      return true;
    }
    return false;
  }
}
