package io.jasip.webrtc;

import java.io.InputStream;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.jspecify.annotations.Nullable;

/**
 * Connects headless calls with {@code javax.sound.sampled}. All methods: any thread.
 *
 * <p>What blocks is done on daemon threads of their own, {@code jasip-javasound}, one for each
 * source and each line that is played to, from its making to its end or close.
 */
public final class JavaSound {

  /** What {@link #stream} gives: 48 kHz, 16 bits with sign, one channel, little endian. */
  public static final AudioFormat FORMAT =
      new AudioFormat(PcmFrame.SAMPLE_RATE, 16, 1, true, false);

  private JavaSound() {}

  /**
   * The sound of a stream, read ahead by up to a fifth of a second. The source ends with the
   * stream; the stream is closed then.
   *
   * @param in PCM, A-law or mu-law of any rate and number of channels
   * @return a source, to be closed if its call ends before it
   * @throws IllegalArgumentException if the format is another one
   */
  public static JavaSoundSource source(AudioInputStream in) {
    return new JavaSoundSource(in, false);
  }

  /**
   * The sound of a microphone or another line that records. Its clock and that of the call may
   * differ; the delay stays below 80 ms.
   *
   * @param line open and started, PCM; closed with the source
   * @return a source, to be closed after the call
   * @throws IllegalArgumentException if the line is not open, or its format is not PCM
   */
  public static JavaSoundSource source(TargetDataLine line) {
    if (!line.isOpen()) {
      throw new IllegalArgumentException("the line is not open; call open() and start() first");
    }
    return new JavaSoundSource(new AudioInputStream(line), true);
  }

  /**
   * A speaker or another line that plays. Its clock and that of the call may differ: when the line
   * is the slower one, the oldest sound is dropped.
   *
   * @param line open and started, with PCM of 16 bits and sign, any rate and number of channels;
   *     closing it is left to the caller, after the sink
   * @return a sink, to be closed after the call
   * @throws IllegalArgumentException if the line is not open, or its format is another one
   */
  public static JavaSoundSink sink(SourceDataLine line) {
    if (!line.isOpen()) {
      throw new IllegalArgumentException("the line is not open; call open() and start() first");
    }
    return new JavaSoundSink(line);
  }

  /**
   * Received sound as a stream of {@link #FORMAT}. Reading waits for sound; the stream ends when
   * the queue is closed and empty. Closing the stream closes the queue.
   *
   * @param queue that is the sink of a call
   * @return a stream without end or known length
   */
  public static AudioInputStream stream(AudioSinkQueue queue) {
    return new AudioInputStream(new QueueStream(queue), FORMAT, AudioSystem.NOT_SPECIFIED);
  }

  private static final class QueueStream extends InputStream {

    private static final Duration LONG = Duration.ofDays(1);

    private final AudioSinkQueue queue;
    private @Nullable PcmFrame frame;

    /** Bytes of the frame that have been read. */
    private int position;

    QueueStream(AudioSinkQueue queue) {
      this.queue = queue;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      PcmFrame from = frame == null ? next() : frame;
      if (from == null) {
        return -1;
      }
      int count = Math.min(length, 2 * PcmFrame.SAMPLES - position);
      for (int i = 0; i < count; i++) {
        int at = position + i;
        to[offset + i] = (byte) (from.samples()[at / 2] >> (8 * (at % 2)));
      }
      position += count;
      if (position == 2 * PcmFrame.SAMPLES) {
        frame = null;
      }
      return count;
    }

    private @Nullable PcmFrame next() {
      try {
        PcmFrame next = null;
        while (next == null && !queue.isFinished()) {
          next = queue.poll(LONG);
        }
        frame = next;
        position = 0;
        return next;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }

    @Override
    public void close() {
      queue.close();
    }
  }
}
