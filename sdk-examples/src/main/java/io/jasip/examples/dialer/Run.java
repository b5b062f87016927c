package io.jasip.examples.dialer;

import io.jasip.CallEndedEvent;
import io.jasip.media.MediaStats;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  private final String command;
  private final EventOutput output;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean verbose;
  private final Timeline timeline = new Timeline(System::nanoTime);
  private final Interruption interruption = new Interruption();
  private @Nullable CallEndedEvent end;
  private @Nullable MediaStats quality;
  private boolean over;

  Run(String command, OutputOptions options, PrintWriter out, PrintWriter err) {
    this.command = command;
    this.output = options.json ? new JsonOutput(out) : new HumanOutput(out);
    this.out = out;
    this.err = err;
    this.verbose = options.verbose;
  }

  /** Something has happened. Any thread. Ends the run when nobody can be told, as a pipe does. */
  synchronized void event(String name, Map<String, Object> fields, String text) {
    if (over) {
      return; // the summary comes last
    }
    output.event(timeline.mark(name), name, fields, text);
    if (out.checkError()) {
      interruption.because(
          new Failure(
              ExitCode.FAULT, "output", "standard output cannot be written any more", null));
    }
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
    ExitCode code;
    try {
      body.run();
      code = ExitCode.OK;
    } catch (Exception | LinkageError e) {
      code = fail(Failure.of(e));
    }
    synchronized (this) {
      over = true;
      output.summary(new Summary(command, code, timeline.steps(), end, quality));
    }
    interruption.close();
    return code;
  }

  private synchronized ExitCode fail(Failure failure) {
    if (failure.code() != ExitCode.INTERRUPTED) {
      output.failure(timeline.millis(), failure);
      err.println("dialer: " + failure.line());
      if (failure.code().isForTheDoctor()) {
        err.println("Try: dialer doctor, with the same server and account");
      }
    }
    if (verbose && failure.reason() != null) {
      failure.reason().printStackTrace(err);
    }
    err.flush();
    return failure.code();
  }

  /** Waits for a result, or for Ctrl-C, which is a failure. */
  <T> T await(CompletableFuture<T> result) {
    return interruption.await(result);
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
