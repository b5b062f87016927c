package io.jasip.webrtc.internal.rtc;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What native code holds of this process's memory. Linux. */
final class NativeMemory {

  private static final Pattern OF_THE_JVM = Pattern.compile("CodeHeap.*|CodeCache|Metaspace");
  private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ ");

  /** With compressed references Java's heap and classes lie below 32 GB. */
  private static final long NATIVE = 1L << 36;

  private NativeMemory() {}

  /** Resident kilobytes of no file, and not of Java's heap, classes and compiled code. */
  static long kilobytes() throws IOException {
    long compiled =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> OF_THE_JVM.matcher(pool.getName()).matches())
            .mapToLong(pool -> pool.getUsage().getCommitted())
            .sum();
    boolean isNative = false;
    long anonymous = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.lookingAt()) {
        isNative = Long.parseUnsignedLong(mapping.group(1), 16) > NATIVE;
      } else if (isNative && line.startsWith("Anonymous:")) {
        anonymous += Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return anonymous - compiled / 1024;
  }
}
