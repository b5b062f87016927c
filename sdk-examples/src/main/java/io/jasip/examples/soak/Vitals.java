package io.jasip.examples.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a process holds.
 *
 * @param threads that live
 * @param descriptors that are open; 0 where the system does not tell
 * @param heapBytes in use after a garbage collection
 */
public record Vitals(int threads, long descriptors, long heapBytes) {

  private static final int SPARE_THREADS = 5;
  private static final int SPARE_DESCRIPTORS = 10;
  private static final long SPARE_HEAP_BYTES = 20L * 1024 * 1024;

  /** Threads that wait for work end after seconds. */
  private static final Duration SETTLING = Duration.ofSeconds(4);

  /**
   * Waits until what is on its way out is gone, and looks.
   *
   * @return the state of this process
   * @throws InterruptedException if the thread is interrupted
   */
  static Vitals settled() throws InterruptedException {
    new CountDownLatch(1).await(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
    System.gc();
    return new Vitals(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : 0,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  /**
   * Looks until no more is held than before, or for so long: a call whose peer was lost with the
   * network is ended when nothing has been heard for a while.
   *
   * @param before earlier of the same process
   * @param limit how long
   * @return the last look
   * @throws InterruptedException if the thread is interrupted
   */
  static Vitals settledSince(Vitals before, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Vitals now = settled();
    while (!now.isFlatSince(before) && System.nanoTime() - deadline < 0) {
      now = settled();
    }
    return now;
  }

  /**
   * Whether no more is held than before, but for what any JVM gains and loses by itself: 5 threads,
   * 10 descriptors, 20 MiB of heap.
   *
   * @param before earlier of the same process
   * @return true if nothing has leaked
   */
  public boolean isFlatSince(Vitals before) {
    return threads <= before.threads + SPARE_THREADS
        && descriptors <= before.descriptors + SPARE_DESCRIPTORS
        && heapBytes <= before.heapBytes + SPARE_HEAP_BYTES;
  }
}
