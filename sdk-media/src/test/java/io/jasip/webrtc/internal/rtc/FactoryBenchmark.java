package io.jasip.webrtc.internal.rtc;

import io.jasip.testkit.NativeMemory;
import io.jasip.webrtc.internal.rtc.BenchmarkEngine.Arrangement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a call costs with a peer connection factory to itself, and with one for all. Each row is a
 * process of its own with so many calls, to far ends in another process; the numbers of calls are
 * the arguments, 1, 10 and 50 without any.
 *
 * <pre>
 * mvn -q -Pfactory-benchmark -DskipTests -pl sdk-core,sdk-media test
 * mvn -q -Pfactory-benchmark -DskipTests -pl sdk-core,sdk-media test -Dfactory.calls=100
 * </pre>
 */
public final class FactoryBenchmark {

  private static final int SECONDS = 10;
  private static final String HEAD =
      "%-25s %5s %8s %9s %9s %9s %9s %6s %8s %8s%n"
          .formatted(
              "arrangement",
              "calls",
              "threads",
              "rss kB",
              "native kB",
              "engine ms",
              "offer ms",
              "cpu %",
              "gap ms",
              "heard %");

  private FactoryBenchmark() {}

  /** Runs it and prints what it has measured. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("answer")) {
      answer();
    } else if (arguments.length > 0 && arguments[0].equals("measure")) {
      try {
        measure(Arrangement.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
      } catch (Exception | Error e) {
        e.printStackTrace();
        Runtime.getRuntime().halt(1); // native threads would keep the process alive
      }
    } else {
      System.out.printf(
          "Per call; gap: the longest between two frames, the median of the calls.%n");
      System.out.print(HEAD);
      List<String> sizes = arguments.length > 0 ? List.of(arguments) : List.of("1", "10", "50");
      for (String calls : sizes) {
        for (Arrangement each : Arrangement.values()) {
          process(ProcessBuilder.Redirect.INHERIT, "measure", each.name(), calls).waitFor();
        }
      }
    }
  }

  private static Process process(ProcessBuilder.Redirect output, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                FactoryBenchmark.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(output)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** The far ends: a line with an offer in, a line with its answer out. */
  private static void answer() throws Exception {
    Guard.run("Loading the logging", () -> {}); // takes seconds, and would hold up a callback
    NativeLibrary.load();
    BenchmarkEngine engine = Arrangement.SHARED_FACTORY.make();
    List<BenchmarkCall> calls = new ArrayList<>();
    BufferedReader input = reader(System.in);
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      BenchmarkCall call = engine.call();
      calls.add(call);
      System.out.println("answer " + encode(call.answer(decode(line))));
    }
    Runtime.getRuntime().halt(0);
  }

  private static void measure(Arrangement arrangement, int size) throws Exception {
    Guard.run("Loading the logging", () -> {}); // takes seconds, and would hold up a callback
    NativeLibrary.load();
    Process farEnd = process(ProcessBuilder.Redirect.PIPE, "answer");
    PrintStream offers = new PrintStream(farEnd.getOutputStream(), true, StandardCharsets.UTF_8);
    BufferedReader answers = reader(farEnd.getInputStream());
    BenchmarkEngine warm = Arrangement.OWN_FACTORY.make();
    connect(warm.call(), offers, answers).awaitConnected();
    Thread.sleep(3_000);
    System.gc();
    Usage before = Usage.now();
    List<BenchmarkCall> calls = new ArrayList<>();
    List<Long> setUps = new ArrayList<>();
    List<Long> engines = new ArrayList<>();
    long begun = System.nanoTime();
    BenchmarkEngine engine = arrangement.make();
    long made = System.nanoTime() - begun;
    for (int i = 0; i < size; i++) {
      begun = System.nanoTime();
      BenchmarkCall call = engine.call();
      engines.add(System.nanoTime() - begun + (i == 0 ? made : 0));
      begun = System.nanoTime();
      String offer = call.offer();
      setUps.add(System.nanoTime() - begun);
      calls.add(call);
      offers.println(encode(offer));
      call.accept(decode(answer(answers)));
    }
    for (BenchmarkCall each : calls) {
      each.awaitConnected();
    }
    Thread.sleep(3_000);
    calls.forEach(BenchmarkCall::begin);
    Usage begin = Usage.now();
    Thread.sleep(SECONDS * 1_000);
    Usage end = Usage.now();
    List<Long> gaps = calls.stream().map(BenchmarkCall::longestGap).sorted().toList();
    long loud = calls.stream().mapToLong(BenchmarkCall::loudFrames).sum();
    setUps.sort(null);
    System.out.printf(
        "%-25s %5d %8.1f %9d %9d %9.1f %9.1f %6.1f %8d %8.0f%n",
        arrangement,
        size,
        (end.threads - before.threads) / (double) size,
        (end.resident - before.resident) / size,
        (end.ofLibrary - before.ofLibrary) / size,
        engines.stream().mapToLong(Long::longValue).sum() / 1e6 / size,
        setUps.get(size / 2) / 1e6,
        (end.cpu - begin.cpu) / 1e7 / SECONDS / size,
        gaps.get(size / 2),
        loud / (double) SECONDS / size);
    farEnd.getOutputStream().close();
    farEnd.waitFor();
    Runtime.getRuntime().halt(0);
  }

  private static BenchmarkCall connect(
      BenchmarkCall call, PrintStream offers, BufferedReader answers) throws Exception {
    offers.println(encode(call.offer()));
    call.accept(decode(answer(answers)));
    return call;
  }

  private static String answer(BufferedReader answers) throws IOException {
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith("answer ")) { // the native library writes lines of its own
        return line.substring("answer ".length());
      }
    }
    throw new IllegalStateException("the far ends are gone");
  }

  private static BufferedReader reader(java.io.InputStream from) {
    return new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
  }

  private static String encode(String sdp) {
    return Base64.getEncoder().encodeToString(sdp.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String line) {
    return new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
  }

  /**
   * What this process uses.
   *
   * @param resident kilobytes
   * @param ofLibrary kilobytes that are resident, of no file, and not of the JVM's heap, classes
   *     and compiled code
   * @param cpu nanoseconds
   */
  private record Usage(long threads, long resident, long ofLibrary, long cpu) {

    static Usage now() throws IOException {
      List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
      return new Usage(
          number(status, "Threads:"),
          number(status, "VmRSS:"),
          NativeMemory.kilobytes(),
          ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getProcessCpuTime());
    }

    private static long number(List<String> status, String field) {
      return status.stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
