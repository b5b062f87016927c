package io.jasip.webrtc;

import io.jasip.webrtc.internal.audio.Resampler;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.SourceDataLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays to a line of {@code javax.sound.sampled}; {@link JavaSound#sink} makes it. */
public final class JavaSoundSink implements AudioSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JavaSoundSink.class);
  private static final Duration LONG = Duration.ofDays(1);

  private final SourceDataLine line;
  private final AudioSinkQueue queue = new AudioSinkQueue(Duration.ofMillis(100));
  private final Resampler resampler;
  private final int channels;
  private final boolean bigEndian;

  JavaSoundSink(SourceDataLine line) {
    this.line = line;
    AudioFormat format = line.getFormat();
    if (!format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
        || format.getSampleSizeInBits() != 16) {
      throw new IllegalArgumentException(
          "the line takes " + format + "; open it with PCM of 16 bits and sign");
    }
    this.resampler = new Resampler(PcmFrame.SAMPLE_RATE, Math.round(format.getSampleRate()));
    this.channels = format.getChannels();
    this.bigEndian = format.isBigEndian();
    Thread player = new Thread(this::work, "jasip-javasound");
    player.setDaemon(true);
    player.start();
  }

  @Override
  public void write(PcmFrame frame) {
    queue.write(frame);
  }

  private void work() {
    try {
      while (!queue.isFinished()) {
        PcmFrame frame = queue.poll(LONG);
        if (frame != null) {
          byte[] bytes = bytes(resampler.convert(frame.samples(), 0, PcmFrame.SAMPLES));
          line.write(bytes, 0, bytes.length);
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      LOG.warn("A sound line cannot be played to any more: {}", e.toString());
    }
  }

  private byte[] bytes(short[] samples) {
    byte[] bytes = new byte[2 * channels * samples.length];
    for (int i = 0; i < channels * samples.length; i++) {
      short sample = samples[i / channels];
      bytes[2 * i + (bigEndian ? 1 : 0)] = (byte) sample;
      bytes[2 * i + (bigEndian ? 0 : 1)] = (byte) (sample >> 8);
    }
    return bytes;
  }

  /**
   * How many frames were dropped because the line was too slow.
   *
   * @return since the beginning
   */
  public long dropped() {
    return queue.dropped();
  }

  /** Takes no more; what is queued is played. Idempotent. */
  @Override
  public void close() {
    queue.close();
  }
}
