package io.jasip.webrtc.internal.rtc;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread on which a session's native calls are made, in the order of the operations. After
 * {@link #close} it begins nothing more but the clean-up, which does not wait for what is queued:
 * that is dropped, because it would call into what is freed.
 */
final class MediaThread {

  private final ScheduledThreadPoolExecutor executor;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();

  /** Touched on the thread alone: why no operation can work. */
  private @Nullable MediaException poison;

  private volatile boolean closing;

  /** Touched on the thread alone. */
  private boolean disposed;

  private volatile @Nullable Thread own;

  MediaThread(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "jasip-media-" + name);
              thread.setDaemon(true);
              own = thread;
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** For timers whose tasks touch nothing native. */
  ScheduledExecutorService scheduler() {
    return executor;
  }

  /** From now on every operation fails with this. On the thread. */
  void poison(MediaException why) {
    poison = why;
  }

  /** Runs an operation that is done when it returns. */
  <T extends @Nullable Object> CompletableFuture<T> call(Callable<T> operation) {
    return submit(result -> result.complete(operation.call()));
  }

  /** Runs an operation that is done when its future is, on whatever thread that completes. */
  <T extends @Nullable Object> CompletableFuture<T> compose(
      Callable<CompletableFuture<T>> operation) {
    return submit(result -> pipe(operation.call(), result));
  }

  private interface Body<T extends @Nullable Object> {
    void run(CompletableFuture<T> result) throws Exception;
  }

  @SuppressWarnings("CollectionUndefinedEquality") // the very same future is meant
  private <T extends @Nullable Object> CompletableFuture<T> submit(Body<T> body) {
    CompletableFuture<T> result = new CompletableFuture<>();
    pending.add(result); // whatever is still pending when the session closes fails then
    result.whenComplete((value, failure) -> pending.remove(result));
    boolean queued =
        enqueue(
            Duration.ZERO,
            () -> {
              try {
                if (poison != null) {
                  throw poison;
                }
                body.run(result);
              } catch (Throwable e) { // native failures are Errors more often than Exceptions
                result.completeExceptionally(explain("failed", e));
              }
            });
    if (!queued) {
      result.completeExceptionally(ended());
    }
    return result;
  }

  /** Whoever waits for the result is not to hold up a thread of native code. */
  private <T extends @Nullable Object> void pipe(
      CompletableFuture<T> from, CompletableFuture<T> to) {
    from.whenComplete(
        (value, failure) -> {
          if (Thread.currentThread() == own) {
            settle(to, value, failure);
          } else {
            post(() -> settle(to, value, failure));
          }
        });
  }

  private static <T extends @Nullable Object> void settle(
      CompletableFuture<T> result, T value, @Nullable Throwable failure) {
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(explain("failed", failure));
    }
  }

  /**
   * Runs a task without a result; dropped once the session is closed. Any thread, native ones
   * included.
   */
  void post(Runnable task) {
    enqueue(Duration.ZERO, () -> Guard.run("A media event", task));
  }

  /** Runs a task on the thread later; dropped once the session is closed. */
  void schedule(Duration delay, Runnable task) {
    enqueue(delay, () -> Guard.run("A media timer", task));
  }

  /** Runs the clean-up as the last thing, once, after what is running now. */
  CompletableFuture<Void> close(Runnable dispose) {
    closing = true;
    hand(
        Duration.ZERO,
        () -> {
          if (disposed) {
            return;
          }
          disposed = true;
          executor.shutdown();
          Guard.run("Closing the media session", dispose);
          pending.forEach(result -> result.completeExceptionally(ended()));
          closed.complete(null);
        });
    return closed.copy();
  }

  /**
   * The one way onto the thread, but for the clean-up.
   *
   * @return whether the task was taken; if the session is closed there is nobody to run it for
   */
  private boolean enqueue(Duration delay, Runnable task) {
    return hand(
        delay,
        () -> {
          if (!closing) {
            task.run();
          }
        });
  }

  private boolean hand(Duration delay, Runnable task) {
    try {
      executor.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** What an operation after the end fails with. */
  static MediaException ended() {
    return new MediaException(Reason.CLOSED, "the media session has ended");
  }

  /** What went wrong, as the one exception that this module throws. */
  static MediaException explain(String what, Throwable failure) {
    Throwable root = failure;
    while (root instanceof CompletionException || root instanceof ExecutionException) {
      if (root.getCause() == null) {
        break;
      }
      root = root.getCause();
    }
    if (root instanceof MediaException media) {
      return media;
    }
    String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new MediaException(
        Reason.NEGOTIATION, "the media session " + what + ": " + reason, root);
  }
}
