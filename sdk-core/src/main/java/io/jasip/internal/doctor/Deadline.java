package io.jasip.internal.doctor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The moment at which something has to be over.
 *
 * @param at by {@link System#nanoTime()}
 */
record Deadline(long at) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left; never less than zero. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
  }

  /** The earlier one of this and that in so much time. */
  Deadline orIn(Duration time) {
    return new Deadline(Math.min(at, System.nanoTime() + time.toNanos()));
  }

  /** A part of what is left. */
  Deadline part(int of) {
    return in(left().dividedBy(of));
  }

  boolean isOver() {
    return left().isZero();
  }

  /**
   * Waits for a result.
   *
   * @throws TimeoutException if it does not come in time
   * @throws ExecutionException if it fails
   * @throws CancelledDiagnosisException if the thread is interrupted, which it stays
   */
  <T> T await(CompletableFuture<T> future) throws TimeoutException, ExecutionException {
    try {
      return future.get(left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledDiagnosisException(e);
    }
  }
}
