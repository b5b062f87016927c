package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.PcmFrame;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One direction of a call on the time line of a recording. Frames follow each other without a gap
 * while they come at about the right time; where none came, as during a hold, there is silence. One
 * writing thread, one reading thread, no lock.
 */
final class TimedTrack implements AudioSink {

  /** How far the frames' own clock may be from the recording's: 60 ms. */
  private static final int SLACK = 6 * PcmFrame.SAMPLES;

  /** Ten seconds; more is waiting only while the disk does. */
  private static final int MAX_FRAMES = 1000;

  private static final class Piece {
    final long position;
    final short[] samples;

    Piece(long position, short[] samples) {
      this.position = position;
      this.samples = samples;
    }
  }

  private final LongSupplier now;
  private final ConcurrentLinkedDeque<Piece> pieces = new ConcurrentLinkedDeque<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  /** Touched by the writing thread alone. */
  private long next;

  /**
   * Makes an empty track.
   *
   * @param now the samples' time since the recording began
   */
  TimedTrack(LongSupplier now) {
    this.now = now;
  }

  @Override
  public void write(PcmFrame frame) {
    long due = Math.max(0, now.getAsLong() - PcmFrame.SAMPLES);
    if (next - due > SLACK || waiting.get() >= MAX_FRAMES) {
      dropped.incrementAndGet();
      return;
    }
    if (due - next > SLACK) {
      next = due;
    }
    waiting.incrementAndGet();
    pieces.add(new Piece(next, frame.samples().clone()));
    next += PcmFrame.SAMPLES;
  }

  /** Gives the samples of a stretch of time; what lies before it is lost. The reading thread. */
  short[] take(long from, int length) {
    short[] stretch = new short[length];
    Piece piece = pieces.poll();
    while (piece != null) {
      if (piece.position >= from + length) {
        pieces.addFirst(piece);
        return stretch;
      }
      int skip = (int) Math.max(0, from - piece.position);
      int at = (int) Math.max(0, piece.position - from);
      int count = Math.min(piece.samples.length - skip, length - at);
      if (count > 0) {
        System.arraycopy(piece.samples, skip, stretch, at, count);
      }
      if (at + count == length && skip + count < piece.samples.length) {
        short[] rest = Arrays.copyOfRange(piece.samples, skip + count, piece.samples.length);
        pieces.addFirst(new Piece(from + length, rest));
        return stretch;
      }
      waiting.decrementAndGet();
      piece = pieces.poll();
    }
    return stretch;
  }

  /** Frames that were left out because they came too fast or the disk was too slow. */
  long dropped() {
    return dropped.get();
  }
}
