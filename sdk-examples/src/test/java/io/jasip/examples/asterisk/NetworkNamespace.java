package io.jasip.examples.asterisk;

import static io.jasip.examples.asterisk.ServerScript.NAMESPACE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/**
 * A network namespace of Linux that exists as long as this is open. The machine's own network stays
 * as it is.
 */
public final class NetworkNamespace implements AutoCloseable {

  /** The exit code of a program whose test cannot be run here. */
  public static final int SKIPPED = 77;

  private static final int PATIENCE_S = 300;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name =
      "jasip-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
  private final Thread atExit = new Thread(this::delete);

  /**
   * Makes one; where it cannot be made (no Linux, not root) the test is skipped, or fails when the
   * environment variable {@code CI} is {@code true}.
   *
   * @param addresses of its interface, such as {@code 10.77.0.1/24}; without any there is nothing
   *     but loopback
   */
  public NetworkNamespace(String... addresses) {
    NAMESPACE.installOrSkip("install");
    Runtime.getRuntime().addShutdownHook(atExit);
    List<String> command = new ArrayList<>(List.of("create", name));
    command.addAll(List.of(addresses));
    NAMESPACE.run(command.toArray(String[]::new));
  }

  /** {@return what {@code ip netns} calls it} */
  public String name() {
    return name;
  }

  /**
   * Makes the network of a namespace lose UDP packets from now on.
   *
   * @param namespace its name
   * @param percent of the packets, at random, 0 to 100
   */
  public static void lose(String namespace, int percent) {
    NAMESPACE.run("lose", namespace, String.valueOf(percent));
  }

  /**
   * Runs a program of the class path there, in a JVM of its own.
   *
   * @param main the program
   * @param arguments of it
   * @throws TestAbortedException with what it printed, if its exit code is {@link #SKIPPED}
   * @throws AssertionError with what it printed, if it failed
   */
  public void run(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "ip",
                "netns",
                "exec",
                name,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(name, ".log");
      Process program =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = program.waitFor(PATIENCE_S, TimeUnit.SECONDS);
      program.destroyForcibly();
      String printed = Files.readString(output);
      Files.delete(output);
      if (ended && program.exitValue() == SKIPPED) {
        throw new TestAbortedException(printed);
      }
      if (!ended || program.exitValue() != 0) {
        throw new AssertionError((ended ? "failed: " : "did not end: ") + printed);
      }
      System.out.print(printed);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    delete();
  }

  private void delete() {
    NAMESPACE.run("delete", name);
  }
}
