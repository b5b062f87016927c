package io.jasip.webrtc;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps received sound until the application takes it, for instance for speech recognition. The
 * audio thread never waits: when the queue is full the oldest frame is dropped and counted. Any
 * thread may take. Frames are of 48 kHz; {@link AudioSink#at} gives other rates.
 */
public final class AudioSinkQueue implements AudioSink, AutoCloseable {

  /** Takes the place of a frame at the end, so that whoever waits wakes up. */
  private static final PcmFrame END = new PcmFrame();

  private final ArrayBlockingQueue<PcmFrame> frames;
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean closed;

  /**
   * Makes an empty queue.
   *
   * @param capacity the sound that it holds at most, 10 ms to 10 minutes, in steps of 10 ms
   * @throws IllegalArgumentException if it is not within these limits
   */
  public AudioSinkQueue(Duration capacity) {
    long count = capacity.toMillis() / 10;
    if (count < 1 || count > 60_000) {
      throw new IllegalArgumentException(
          "capacity " + capacity + " is not within 10 ms to 10 minutes");
    }
    frames = new ArrayBlockingQueue<>((int) count);
  }

  @Override
  public void write(PcmFrame frame) {
    if (closed) {
      return;
    }
    PcmFrame copy = new PcmFrame();
    System.arraycopy(frame.samples(), 0, copy.samples(), 0, PcmFrame.SAMPLES);
    push(copy);
  }

  private void push(PcmFrame frame) {
    while (!frames.offer(frame)) {
      if (frames.poll() != null) {
        dropped.incrementAndGet();
      }
    }
  }

  /**
   * Takes the oldest frame.
   *
   * @return the caller's own; null if there is none
   */
  public @Nullable PcmFrame poll() {
    return checked(frames.poll());
  }

  /**
   * Takes the oldest frame, and waits for one if there is none.
   *
   * @param timeout how long to wait at most
   * @return the caller's own; null if none came in time or the queue is closed and empty
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public @Nullable PcmFrame poll(Duration timeout) throws InterruptedException {
    return checked(frames.poll(timeout.toNanos(), TimeUnit.NANOSECONDS));
  }

  private @Nullable PcmFrame checked(@Nullable PcmFrame frame) {
    if (isEnd(frame)) {
      push(END); // for the next who asks
      return null;
    }
    return frame;
  }

  @SuppressWarnings("ReferenceEquality") // one frame stands for the end
  private static boolean isEnd(@Nullable PcmFrame frame) {
    return frame == END;
  }

  /** Takes no more; what is there can still be taken. Whoever waits is told. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      push(END);
    }
  }

  /**
   * Whether it was closed and nothing is left.
   *
   * @return true from then on
   */
  public boolean isFinished() {
    return isEnd(frames.peek());
  }

  /**
   * How much sound waits.
   *
   * @return in steps of 10 ms
   */
  public Duration queued() {
    return Duration.ofMillis(10L * (closed ? Math.max(0, frames.size() - 1) : frames.size()));
  }

  /**
   * How many frames were dropped because nobody took them.
   *
   * @return since the beginning
   */
  public long dropped() {
    return dropped.get();
  }
}
