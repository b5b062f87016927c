package io.jasip.examples.dialer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ctrl-C, or another reason to stop: ends what a command waits for, and gives the command the time
 * to end in order. From the begin of the command to its {@link #close() end}.
 */
final class Interruption implements AutoCloseable {

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private static final Failure CTRL_C =
      new Failure(ExitCode.INTERRUPTED, "dialer", "interrupted", null);

  private final CompletableFuture<Failure> interrupted = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final Thread atExit = new Thread(this::interrupt, "dialer-interrupted");

  Interruption() {
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
    } catch (IllegalStateException e) { // the process is ending already
      interrupted.complete(CTRL_C);
    }
  }

  /** Ends what the command waits for. */
  void because(Failure failure) {
    interrupted.complete(failure);
  }

  /** On Ctrl-C the process waits here until the command has ended. */
  private void interrupt() {
    interrupted.complete(CTRL_C);
    try {
      over.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      // It does not end in order; the process ends all the same.
    }
    Dialer.silenceNativeFarewell(); // the process may end before the main thread gets there
  }

  /** Waits for a result, or for Ctrl-C, which is a failure. */
  <T> T await(CompletableFuture<T> result) {
    try {
      CompletableFuture.anyOf(result, interrupted).join();
    } catch (CompletionException e) {
      throw new CommandFailedException(Failure.of(e));
    }
    if (!result.isDone()) {
      throw new CommandFailedException(interrupted.join());
    }
    return result.join();
  }

  /** The command has ended. */
  @Override
  public void close() {
    over.complete(null);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending; it has nothing to wait for any more.
    }
  }
}
