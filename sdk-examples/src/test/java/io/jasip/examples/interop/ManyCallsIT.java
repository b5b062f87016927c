package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.examples.asterisk.AsteriskServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls one after the other in one process leave nothing behind. {@code -Djasip.calls=300} makes
 * more of them than the ordinary run.
 */
class ManyCallsIT {

  private static final int CALLS = Integer.getInteger("jasip.calls", 60);
  private static final int WARM = Math.min(50, CALLS / 6);
  private static final Pattern OURS = Pattern.compile("jasip|rtc|AudioDevice|Thread-");
  private static final long TEN_MEGABYTES = 10L * 1024;

  /** What webrtc-java leaks per offer and answer, and room for the heap, which a call fills too. */
  private static final long KILOBYTES_PER_CALL = 30;

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);

  @Test
  void calls_leave_threads_files_and_memory_as_they_were() throws IOException {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      int threads = 0;
      long memory = 0;
      long files = 0;
      for (int i = 1; i <= CALLS; i++) {
        Call call = alice.call("9999", 440);
        alice.ears.awaitTone(440);
        Softphone.get(call.hangup());
        alice.ears.clear();
        if (i % 50 == 0) {
          long rss = residentKilobytes();
          var m = java.lang.management.ManagementFactory.getMemoryMXBean();
          System.out.println(
              "DBG "
                  + i
                  + " rss="
                  + rss
                  + " heap="
                  + m.getHeapMemoryUsage().getCommitted() / 1024
                  + " non="
                  + m.getNonHeapMemoryUsage().getCommitted() / 1024
                  + " rest="
                  + (rss
                      - m.getHeapMemoryUsage().getCommitted() / 1024
                      - m.getNonHeapMemoryUsage().getCommitted() / 1024));
        }
        if (i == WARM) {
          threads = settledThreads();
          memory = residentKilobytes();
          files = openFiles();
        }
      }
      int threadsBefore = threads;
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(mediaThreads()).hasSizeLessThanOrEqualTo(threadsBefore));
      long filesBefore = files;
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(filesBefore));
      long grown = residentKilobytes() - memory;
      System.out.printf(
          "%d calls: %d threads (%d after call %d), %d files (%d), memory grew by %d kB since%n",
          CALLS, mediaThreads().size(), threadsBefore, WARM, openFiles(), filesBefore, grown);
      assertThat(grown).isLessThan(TEN_MEGABYTES + KILOBYTES_PER_CALL * (CALLS - WARM));
    }
  }

  /** The number of threads once those of the last call are gone. */
  private static int settledThreads() {
    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    return mediaThreads().size();
  }

  /**
   * The threads of JaSIP and of the native library; those of the JVM and of the test come and go by
   * themselves.
   */
  private static List<String> mediaThreads() {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.map(ManyCallsIT::name).filter(OURS.asPredicate()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * File descriptors of sockets, pipes and the like; the JVM opens class files as it needs them.
   */
  private static long openFiles() {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.map(ManyCallsIT::target).filter(file -> !file.startsWith("/")).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "/gone";
    }
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException e) {
      return "(gone)";
    }
  }

  /** Resident memory that is not mapped from files, after a garbage collection. */
  private static long residentKilobytes() {
    System.gc();
    return status("RssAnon:");
  }

  private static long status(String field) {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(field))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
