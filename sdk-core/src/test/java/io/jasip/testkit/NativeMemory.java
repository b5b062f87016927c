package io.jasip.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What native code holds of this process's memory. Linux. */
public final class NativeMemory {

  private static final Pattern OF_THE_JVM = Pattern.compile("CodeHeap.*|CodeCache|Metaspace");
  private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-[0-9a-f]+ ");

  /** With compressed references Java's heap and classes lie below 32 GB, native memory above. */
  private static final long NATIVE = 1L << 36;

  private NativeMemory() {}

  /**
   * Resident memory that is neither mapped from files nor the JVM's own: its heap, its classes and
   * the code that it compiles for long after a test has begun.
   *
   * @return in kilobytes
   */
  public static long kilobytes() {
    long compiled =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> OF_THE_JVM.matcher(pool.getName()).matches())
            .mapToLong(pool -> pool.getUsage().getCommitted())
            .sum();
    boolean isNative = false;
    long anonymous = 0;
    for (String line : mappings()) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.lookingAt()) {
        isNative = Long.parseUnsignedLong(mapping.group(1), 16) > NATIVE;
      } else if (isNative && line.startsWith("Anonymous:")) {
        anonymous += Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return anonymous - compiled / 1024;
  }

  private static List<String> mappings() {
    try {
      return Files.readAllLines(Path.of("/proc/self/smaps"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
