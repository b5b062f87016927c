package io.jasip.internal.scale;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Many user agents in one process, registered at one server in another: what each costs, and
 * whether a registration is lost when all refresh at once. The number of user agents is the
 * argument, 5,000 without one; each needs a file handle ({@code ulimit -n}).
 *
 * <pre>
 * mvn -q -pl sdk-core test-compile org.codehaus.mojo:exec-maven-plugin:3.5.0:exec \
 *   -Dexec.executable=java -Dexec.classpathScope=test \
 *   -Dexec.args="-cp %classpath io.jasip.internal.scale.ScaleBenchmark"
 * </pre>
 */
public final class ScaleBenchmark {

  private static final int ROUNDS = 3;

  private ScaleBenchmark() {}

  /** Runs it and prints what it has measured. */
  public static void main(String[] arguments) throws Exception {
    int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000;
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Registrar.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      measure(size, Integer.parseInt(output.readLine()));
    } finally {
      server.getOutputStream().close();
      server.waitFor();
    }
  }

  private static void measure(int size, int port) throws Exception {
    Swarm warm = new Swarm();
    warm.grow(20, port);
    warm.close();
    long before = heap();
    Swarm swarm = new Swarm();
    long begin = System.nanoTime();
    swarm.grow(size, port);
    say("%d user agents registered in %.1f s", size, secondsSince(begin));
    say("threads at most so far: %d", peakThreads());
    say("heap per user agent after GC: %.1f kB", (heap() - before) / 1000.0 / size);
    for (int round = 1; round <= ROUNDS; round++) {
      begin = System.nanoTime();
      swarm.passTime();
      while (swarm.confirmed() < size * (round + 1) && secondsSince(begin) < 60) {
        Thread.sleep(10);
      }
      say(
          "refresh round %d: %.1f s, %d registered, %d lost",
          round, secondsSince(begin), swarm.registered(), swarm.lost());
    }
    say("threads at most: %d", peakThreads());
    say("heap per user agent after GC: %.1f kB", (heap() - before) / 1000.0 / size);
    begin = System.nanoTime();
    swarm.close();
    say("all stopped in %.1f s", secondsSince(begin));
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(format, values));
  }

  private static int peakThreads() {
    return ManagementFactory.getThreadMXBean().getPeakThreadCount();
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(200);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
