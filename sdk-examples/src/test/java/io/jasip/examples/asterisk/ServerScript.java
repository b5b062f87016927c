package io.jasip.examples.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/**
 * A script that installs, starts and stops a server, such as {@code
 * sdk-examples/asterisk/asterisk}; people use it too.
 */
final class ServerScript {

  static final ServerScript ASTERISK = new ServerScript("asterisk");
  static final ServerScript KAMAILIO = new ServerScript("kamailio");
  static final ServerScript COTURN = new ServerScript("coturn");
  static final ServerScript REVERSE_PROXY = new ServerScript("reverse-proxy");
  static final ServerScript CHROMIUM = new ServerScript("chromium");
  static final ServerScript NAMESPACE = new ServerScript("namespace");

  private static final AtomicInteger DIRECTORIES = new AtomicInteger();

  private final String name;

  private ServerScript(String name) {
    this.name = name;
  }

  /**
   * Runs the script and waits until it ends.
   *
   * @param arguments the sub-command and its arguments
   * @return what the script printed on its standard output
   * @throws IllegalStateException if it failed; the message is the script's own sentence
   */
  String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("bash", path().toString()));
    command.addAll(List.of(arguments));
    try {
      Path errors = Files.createTempFile(name, ".stderr");
      try {
        return run(command, errors);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new IllegalStateException(name + ": the script cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + ": interrupted while the script was running", e);
    }
  }

  private static String run(List<String> command, Path errors)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      List<String> lines = Files.readAllLines(errors);
      throw new IllegalStateException(
          lines.isEmpty() ? command + " failed" : lines.get(lines.size() - 1));
    }
    return output;
  }

  /** What no installation helps against: a container that must not make networks. */
  private static final String NO_NAMESPACES = "this machine gives no network namespaces";

  /** Runs the script; tells whether it ended well. */
  boolean succeeds(String... arguments) {
    try {
      run(arguments);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Runs an install command; when that fails, the test is skipped, or fails in CI. */
  void installOrSkip(String... arguments) {
    try {
      run(arguments);
    } catch (IllegalStateException e) {
      String message =
          "%s To get it: sudo %s %s, and run the tests as root."
              .formatted(e.getMessage(), path(), String.join(" ", arguments));
      boolean impossible = String.valueOf(e.getMessage()).contains(NO_NAMESPACES);
      if ("true".equals(System.getenv("CI")) && !impossible) {
        throw new IllegalStateException(message, e);
      }
      throw new TestAbortedException(message, e);
    }
  }

  /** The script, seen from the module's own directory or from the project's. */
  Path path() {
    return module().resolve(name).resolve(name);
  }

  /**
   * Makes a directory under {@code target/asterisk} or the like that stays after the tests, so that
   * the logs of a failed test can be read.
   */
  Path newDirectory(String prefix) {
    String unique =
        prefix + "-" + ProcessHandle.current().pid() + "-" + DIRECTORIES.incrementAndGet();
    try {
      return Files.createDirectories(module().resolve("target").resolve(name).resolve(unique));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path module() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("asterisk/asterisk")) ? here : here.resolve("sdk-examples");
  }
}
