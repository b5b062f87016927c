package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.testkit.NativeMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final int WARM = Math.min(100, CALLS / 3);
  private static final Pattern OURS = Pattern.compile("jasip|rtc|Audio|Thread-");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the compiler of the JVM and malloc take for a while or keep, in kilobytes. */
  private static final long ROOM = 12L * 1024;

  /** What webrtc-java leaks per offer and answer; each of these calls makes one offer. */
  private static final long KILOBYTES_PER_CALL = 6;

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);

  @Test
  void calls_leave_threads_files_and_memory_as_they_were() throws IOException {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      List<Long> setUp = new ArrayList<>();
      int threads = 0;
      long memory = 0;
      long files = 0;
      for (int i = 1; i <= CALLS; i++) {
        Instant begun = Instant.now();
        Call call = alice.call("9999", 440);
        setUp.add(Duration.between(begun, alice.lastSent("INVITE")).toNanos() / 1_000);
        alice.ears.awaitTone(440);
        Softphone.get(call.hangup());
        alice.ears.clear();
        if (i == WARM) {
          threads = settledThreads();
          memory = NativeMemory.kilobytes();
          files = openFiles();
        }
      }
      int threadsBefore = threads;
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(mediaThreads()).hasSizeLessThanOrEqualTo(threadsBefore));
      long filesBefore = files;
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(filesBefore));
      long grown = NativeMemory.kilobytes() - memory;
      System.out.printf(
          "%d calls: %d threads (%d after call %d), %d files (%d), native memory grew by %d kB since%n",
          CALLS, mediaThreads().size(), threadsBefore, WARM, openFiles(), filesBefore, grown);
      setUp.sort(null);
      System.out.printf(
          "from call() to the INVITE: median %.1f ms, nine in ten within %.1f ms%n",
          setUp.get(CALLS / 2) / 1e3, setUp.get(CALLS * 9 / 10) / 1e3);
      assertThat(grown).isLessThan(ROOM + KILOBYTES_PER_CALL * (CALLS - WARM));
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
}
