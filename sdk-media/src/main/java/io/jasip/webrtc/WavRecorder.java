package io.jasip.webrtc;

import io.jasip.webrtc.internal.audio.FileWriting;
import io.jasip.webrtc.internal.audio.WavWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records sound into a WAV file: one channel, 16 bits, 48 kHz. The audio thread only queues; the
 * file is written several times a second on a thread of the recorder's own ({@code
 * jasip-recording}, a daemon), and can be played to that point even if the process is killed. Write
 * from one thread at a time. To record both directions of a call, see {@link CallAudio#record}.
 */
public final class WavRecorder implements AudioSink, AutoCloseable {

  /** Ten seconds; more is waiting only while the disk does. */
  private static final int MAX_WAITING = 1000;

  private final ConcurrentLinkedQueue<short[]> frames = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();
  private final FileWriting writing;

  WavRecorder(Path file) {
    this(file, WavWriter.create(file, 1));
  }

  WavRecorder(Path file, WavWriter wav) {
    writing = new FileWriting(file.toString(), wav, last -> take());
  }

  @Override
  public void write(PcmFrame frame) {
    if (writing.isFinished()) {
      return;
    }
    if (waiting.get() >= MAX_WAITING) {
      dropped.incrementAndGet();
      return;
    }
    frames.add(frame.samples().clone());
    if (waiting.incrementAndGet() == MAX_WAITING / 2) {
      writing.soon();
    }
  }

  private short[] take() {
    int count = waiting.get();
    short[] taken = new short[count * PcmFrame.SAMPLES];
    for (int i = 0; i < count; i++) {
      short @Nullable [] frame = frames.poll();
      if (frame != null) {
        System.arraycopy(frame, 0, taken, i * PcmFrame.SAMPLES, PcmFrame.SAMPLES);
      }
    }
    waiting.addAndGet(-count);
    return taken;
  }

  /**
   * Frames that were left out because the disk was too slow for ten seconds. Any thread.
   *
   * @return since the beginning
   */
  public long dropped() {
    return dropped.get();
  }

  /**
   * When the recording is over. Any thread.
   *
   * @return completes when the file is whole and closed; fails with {@link java.io.IOException},
   *     whose message names file and reason, as soon as the file cannot be written any more, for
   *     instance because the disk is full. Completes on the recorder's thread
   */
  public CompletableFuture<Void> finished() {
    return writing.finished();
  }

  /**
   * Ends the recording and returns when the file is whole. Idempotent; frames that come later are
   * dropped.
   */
  @Override
  public void close() {
    writing.close();
  }
}
