package io.jasip.webrtc;

import io.jasip.webrtc.internal.audio.Resampler;
import io.jasip.webrtc.internal.audio.SampleRing;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A source that the application fills as sound becomes available, for instance from a
 * text-to-speech engine. It is converted to 48 kHz on the writing thread; while the queue is empty
 * silence is sent. One thread writes at a time; the other methods: any thread.
 *
 * <pre>{@code
 * AudioQueue prompt = new AudioQueue(16_000, Duration.ofSeconds(2));
 * call.answer(
 *     CallOptions.builder().media(AudioOptions.builder().source(prompt).build()).build());
 * short[] words = new short[1600]; // 100 ms from the engine
 * prompt.put(words, 0, words.length);
 * prompt.drained().thenRun(() -> call.hangup());
 * }</pre>
 */
public final class AudioQueue implements AudioSource, AutoCloseable {

  private record Marker(long position, CompletableFuture<Void> reached) {}

  private final Resampler resampler;
  private final SampleRing ring;
  private final Queue<Marker> markers = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;
  private volatile boolean closed;
  private volatile @Nullable Thread writer;

  /**
   * Makes an empty queue.
   *
   * @param sampleRate of the samples that will be written, 4000 to 768000 Hz
   * @param capacity the sound that it holds at most, 20 ms to 10 minutes
   * @throws IllegalArgumentException if a parameter is not within its limits
   */
  public AudioQueue(int sampleRate, Duration capacity) {
    if (sampleRate < 4_000 || sampleRate > 768_000) {
      throw new IllegalArgumentException(
          "sampleRate " + sampleRate + " is not within 4000 to 768000");
    }
    if (capacity.toMillis() < 20 || capacity.toMillis() > 600_000) {
      throw new IllegalArgumentException(
          "capacity " + capacity + " is not within 20 ms to 10 minutes");
    }
    resampler = new Resampler(sampleRate, PcmFrame.SAMPLE_RATE);
    ring = new SampleRing((int) (capacity.toMillis() * PcmFrame.SAMPLE_RATE / 1000));
  }

  /**
   * Adds as many of the samples as there is room for, without waiting.
   *
   * @param samples of one channel, 16 bits
   * @param offset of the first
   * @param length how many
   * @return how many were taken, possibly 0
   * @throws IllegalStateException if {@link #end()} or {@link #close()} was called
   */
  public synchronized int offer(short[] samples, int offset, int length) {
    if (ended) {
      throw new IllegalStateException("the audio queue takes no more: it was ended or closed");
    }
    int count = Math.min(length, resampler.inputFor(ring.free()));
    write(resampler.convert(samples, offset, count));
    return count;
  }

  private void write(short[] converted) {
    int taken = ring.write(converted, 0, converted.length);
    assert taken == converted.length : "inputFor() left room for all";
  }

  /**
   * Adds all of the samples, and waits while the queue is full, which holds the writer back to the
   * speed of the call. Nobody reads before the call's media is up or while it is held: then it
   * waits until {@link #clear()}, {@link #close()} or an interrupt.
   *
   * @param samples of one channel, 16 bits
   * @param offset of the first
   * @param length how many
   * @throws InterruptedException if the thread is interrupted while it waits; some samples may have
   *     been taken
   * @throws IllegalStateException if {@link #end()} or {@link #close()} was called, also while it
   *     waits
   */
  public void put(short[] samples, int offset, int length) throws InterruptedException {
    int done = offer(samples, offset, length);
    while (done < length) {
      writer = Thread.currentThread();
      int more = offer(samples, offset + done, length - done);
      if (more == 0) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while the audio queue was full");
        }
      }
      done += more;
    }
    writer = null;
  }

  /**
   * When all that was added so far has been sent, or was cleared.
   *
   * @return completes on a thread of the common pool, at once if the queue is empty; never fails
   */
  public CompletableFuture<Void> drained() {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    markers.add(new Marker(ring.written(), reached));
    if (ring.available() == 0 || closed) {
      tellReached();
    }
    return reached;
  }

  /** Drops all that was added and not yet sent, for instance because the peer has begun to talk. */
  public void clear() {
    ring.clear();
    Thread waiting = writer;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
    tellReached();
  }

  /**
   * Says that nothing more will be added: the source ends when all has been sent. Idempotent. A
   * writer that waits fails.
   */
  public synchronized void end() {
    if (!ended) {
      short[] rest = resampler.rest();
      ring.write(rest, 0, rest.length);
      ended = true;
    }
    LockSupport.unpark(writer);
  }

  /** Ends the source at once: what was not yet sent is dropped. Idempotent. */
  @Override
  public void close() {
    end();
    closed = true;
    clear();
  }

  /**
   * How much sound waits.
   *
   * @return zero or more
   */
  public Duration queued() {
    return Duration.ofNanos(ring.available() * 1_000_000_000L / PcmFrame.SAMPLE_RATE);
  }

  /** {@inheritDoc} Called by the engine. */
  @Override
  public boolean read(PcmFrame frame) {
    boolean last = ended; // before the rest is read: what was added before the end counts
    int count = closed ? 0 : ring.read(frame.samples(), 0, PcmFrame.SAMPLES);
    Arrays.fill(frame.samples(), count, PcmFrame.SAMPLES, (short) 0);
    Thread waiting = writer;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
    tellReached();
    return count > 0 || !last;
  }

  private void tellReached() {
    Marker next = markers.peek();
    while (next != null && (closed || ring.consumed() >= next.position())) {
      if (markers.remove(next)) {
        next.reached().completeAsync(() -> null); // the application's code is not for this thread
      }
      next = markers.peek();
    }
  }
}
