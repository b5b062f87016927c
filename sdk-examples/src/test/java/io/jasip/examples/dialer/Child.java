package io.jasip.examples.dialer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own. */
final class Child {

  private static final int PATIENCE_S = 60;

  private final Process process;
  private final CompletableFuture<String> out;
  private final CompletableFuture<String> err;

  private Child(Process process) {
    this.process = process;
    this.out = CompletableFuture.supplyAsync(() -> read(process.inputReader()));
    this.err = CompletableFuture.supplyAsync(() -> read(process.errorReader()));
  }

  private static String read(java.io.BufferedReader reader) {
    StringBuilder text = new StringBuilder();
    reader.lines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  static Child start(Class<?> program, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    try {
      return new Child(new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends the process in order: does what Ctrl-C does, by a signal that works in the background too,
   * where shells switch off that of Ctrl-C.
   */
  void terminate() {
    process.toHandle().destroy(); // that of the process itself would close its output
  }

  /** Waits for the end of the process. */
  Screen screen() {
    try {
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("did not end by itself: " + out.join() + err.join());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new Screen(process.exitValue(), out.join(), err.join());
  }
}
