package io.jasip.webrtc.internal.audio;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Samples on their way from one thread to another: one writer, one reader, no lock, so that an
 * audio thread may be either.
 */
public final class SampleRing {

  private final short[] samples;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  /** Makes an empty ring. */
  public SampleRing(int capacity) {
    samples = new short[capacity];
  }

  /** How many samples were ever written. */
  public long written() {
    return written.get();
  }

  /** How many samples were ever read or skipped. */
  public long consumed() {
    return read.get();
  }

  /** How many samples wait. */
  public int available() {
    return (int) (written.get() - read.get());
  }

  /** How many samples there is room for. */
  public int free() {
    return samples.length - available();
  }

  /** Takes as many of the samples as there is room for, and says how many. The writer's thread. */
  public int write(short[] from, int offset, int length) {
    int count = Math.min(length, free());
    long at = written.get();
    int start = (int) (at % samples.length);
    int first = Math.min(count, samples.length - start);
    System.arraycopy(from, offset, samples, start, first);
    System.arraycopy(from, offset + first, samples, 0, count - first);
    written.set(at + count);
    return count;
  }

  /** Gives as many samples as there are, and says how many. The reader's thread. */
  public int read(short[] to, int offset, int length) {
    long at = read.get();
    int count = (int) Math.min(length, written.get() - at);
    int start = (int) (at % samples.length);
    int first = Math.min(count, samples.length - start);
    System.arraycopy(samples, start, to, offset, first);
    System.arraycopy(samples, 0, to, offset + first, count - first);
    // What was dropped meanwhile may have been overwritten.
    return read.compareAndSet(at, at + count) ? count : 0;
  }

  /** Drops all that waits. Any thread. */
  public void clear() {
    read.accumulateAndGet(written.get(), Math::max);
  }
}
