package io.jasip.examples.dialer;

import io.jasip.CallEndedEvent;
import io.jasip.media.MediaStats;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A run of a command, from its start to its exit code: notes when each step happens, shows it, and
 * waits for what takes time, until Ctrl-C at the latest.
 */
final class Run {

  /** Code that may fail in any way. */
  interface Body {
    void run() throws Exception;
  }

  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final String command;
  private final EventOutput output;
  private final PrintWriter err;
  private final boolean verbose;
  private final Timeline timeline = new Timeline(System::nanoTime);
  private final CompletableFuture<Void> interrupted = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private @Nullable CallEndedEvent end;
  private @Nullable MediaStats quality;

  Run(String command, OutputOptions options, PrintWriter out, PrintWriter err) {
    this.command = command;
    this.output = options.json ? new JsonOutput(out) : new HumanOutput(out);
    this.err = err;
    this.verbose = options.verbose;
  }

  /** Something has happened. Any thread. */
  synchronized void event(String name, Map<String, Object> fields, String text) {
    output.event(timeline.mark(name), name, fields, text);
  }

  /** How the call ended, for the summary. Any thread. */
  synchronized void ended(CallEndedEvent event) {
    end = event;
  }

  /** The last counters of the media, for the summary. Any thread. */
  synchronized void quality(MediaStats stats) {
    quality = stats;
  }

  /** Runs the command; what it throws becomes one line on stderr. */
  ExitCode execute(Body body) {
    Thread atExit = new Thread(this::interrupt, "dialer-interrupted");
    Runtime.getRuntime().addShutdownHook(atExit);
    ExitCode code;
    try {
      body.run();
      code = ExitCode.OK;
    } catch (Exception | LinkageError e) {
      code = fail(Failure.of(e));
    }
    synchronized (this) {
      output.summary(new Summary(command, code, timeline.steps(), end, quality));
    }
    over.complete(null);
    if (!interrupted.isDone()) {
      Runtime.getRuntime().removeShutdownHook(atExit);
    }
    return code;
  }

  private synchronized ExitCode fail(Failure failure) {
    if (failure.code() != ExitCode.INTERRUPTED) {
      output.failure(timeline.millis(), failure);
      err.println("dialer: " + failure.line());
    }
    if (verbose && failure.reason() != null) {
      failure.reason().printStackTrace(err);
    }
    err.flush();
    return failure.code();
  }

  /** On Ctrl-C the process waits here until the run has hung up and unregistered. */
  private void interrupt() {
    interrupted.complete(null);
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
      throw new CommandFailedException(
          new Failure(ExitCode.INTERRUPTED, "dialer", "interrupted", null));
    }
    return result.join();
  }

  /** Waits for the end of something, for Ctrl-C, or for the time to pass. */
  boolean awaitUpTo(Duration limit, CompletableFuture<?> result) {
    CompletableFuture<Void> time =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, limit.toNanos(), TimeUnit.NANOSECONDS);
    await(CompletableFuture.anyOf(result, time));
    return result.isDone();
  }
}
