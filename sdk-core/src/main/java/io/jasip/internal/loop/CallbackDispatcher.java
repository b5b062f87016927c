package io.jasip.internal.loop;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events and results from the loop to the application: in order, one at a time per user
 * agent, never on the loop. A callback that throws is logged and hurts nobody; one that blocks
 * delays only its own user agent.
 */
public final class CallbackDispatcher implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(CallbackDispatcher.class);

  private static final Executor DEFAULT = new CallbackThreads("jasip-callback");
  private static final Executor BACKGROUND = new CallbackThreads("jasip-background");

  private final Executor executor;
  private final int limit;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** Callbacks queued and not yet run; whoever raises it from zero starts the next run. */
  private final AtomicInteger pending = new AtomicInteger();

  /** Dispatches on the given executor, or on JaSIP's own threads if it is null. */
  public CallbackDispatcher(@Nullable Executor executor) {
    this(executor, Integer.MAX_VALUE);
  }

  /**
   * The same with a limit.
   *
   * @param limit of callbacks that wait, from which on {@link #isFull()}
   */
  public CallbackDispatcher(@Nullable Executor executor, int limit) {
    this.executor = executor == null ? DEFAULT : executor;
    this.limit = limit;
  }

  /**
   * Whether so much waits for the application that nothing should be added that can be refused
   * instead. Any thread.
   */
  public boolean isFull() {
    return pending.get() >= limit;
  }

  /** Queues a callback. Any thread. */
  @Override
  public void execute(Runnable callback) {
    waiting.add(callback);
    if (pending.getAndIncrement() == 0) {
      start();
    }
  }

  /** Threads for work that may block, such as looking up a host name. */
  public Executor background() {
    return BACKGROUND;
  }

  /** Completes a future on the application's thread, after the events that were queued before. */
  public <T> void complete(CompletableFuture<T> future, T value) {
    execute(() -> future.complete(value));
  }

  /** Fails a future on the application's thread, after the events that were queued before. */
  public void fail(CompletableFuture<?> future, Throwable error) {
    execute(() -> future.completeExceptionally(error));
  }

  private void start() {
    try {
      executor.execute(this::drain);
    } catch (RuntimeException | Error e) {
      // The application has shut its executor down while we still have news, or it is a toolkit
      // that has not begun, or there is no thread for it: futures must complete all the same.
      LOG.warn(
          "The application's callback executor refuses work ({}); callbacks run on JaSIP's own",
          String.valueOf(e));
      DEFAULT.execute(this::drain);
    }
  }

  private void drain() {
    do {
      Runnable next = waiting.poll();
      if (next != null) {
        runGuarded(next);
      }
    } while (pending.decrementAndGet() > 0);
  }

  private static void runGuarded(Runnable callback) {
    try {
      callback.run();
    } catch (Throwable e) { // whatever an application throws, the next callback still has its turn
      LOG.error("A callback of the application threw an exception; JaSIP goes on", e);
    }
  }
}
