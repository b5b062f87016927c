package io.jasip.webrtc;

import io.jasip.webrtc.internal.audio.JitterQueue;
import io.jasip.webrtc.internal.audio.PcmDecoder;
import io.jasip.webrtc.internal.audio.Resampler;
import java.io.IOException;
import java.time.Duration;
import javax.sound.sampled.AudioInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sound of {@code javax.sound.sampled}; {@link JavaSound} makes it. */
public final class JavaSoundSource implements AudioSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JavaSoundSource.class);

  private final AudioInputStream in;
  private final PcmDecoder decoder;
  private final boolean live;
  private final AudioQueue readAhead;
  private final JitterQueue recent = new JitterQueue();
  private final int rate;
  private final Thread reader;
  private volatile boolean closed;

  JavaSoundSource(AudioInputStream any, boolean live) {
    this.in = PcmDecoder.linear(any);
    this.live = live;
    try {
      this.decoder = new PcmDecoder(in.getFormat());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the stream or line " + e.getMessage(), e);
    }
    this.rate = Math.round(in.getFormat().getSampleRate());
    this.readAhead = new AudioQueue(rate, Duration.ofMillis(200));
    this.reader = new Thread(this::work, "jasip-javasound");
    reader.setDaemon(true);
    reader.start();
  }

  /** {@inheritDoc} Called by the engine. */
  @Override
  public boolean read(PcmFrame frame) {
    if (!live) {
      return readAhead.read(frame);
    }
    recent.read(frame.samples());
    return !closed;
  }

  private void work() {
    try {
      if (live) {
        record();
      } else {
        copy();
      }
    } catch (InterruptedException | IllegalStateException e) {
      LOG.debug("An audio stream was closed before its end");
    } catch (IOException | RuntimeException e) {
      LOG.warn("An audio stream cannot be read any more: {}", e.toString());
    } finally {
      readAhead.end();
      close();
    }
  }

  private void copy() throws IOException, InterruptedException {
    byte[] bytes = new byte[decoder.frameBytes() * (rate / 50)];
    while (!closed) {
      int count = in.readNBytes(bytes, 0, bytes.length);
      if (count < decoder.frameBytes()) {
        return;
      }
      short[] samples = decoder.decode16(bytes, count);
      readAhead.put(samples, 0, samples.length);
    }
  }

  private void record() throws IOException {
    Resampler resampler = new Resampler(rate, PcmFrame.SAMPLE_RATE);
    byte[] bytes = new byte[decoder.frameBytes() * Math.max(1, rate / 100)];
    short[] frame = new short[PcmFrame.SAMPLES];
    int filled = 0;
    while (!closed) {
      int count = in.readNBytes(bytes, 0, bytes.length);
      if (count < decoder.frameBytes()) {
        return;
      }
      short[] samples = decoder.decode16(bytes, count);
      for (short sample : resampler.convert(samples, 0, samples.length)) {
        frame[filled++] = sample;
        if (filled == frame.length) {
          recent.write(frame);
          filled = 0;
        }
      }
    }
  }

  /** Ends the source, and closes the stream or line that it reads. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (Thread.currentThread() != reader) {
      readAhead.close();
      reader.interrupt();
    }
    try {
      in.close();
    } catch (IOException e) {
      LOG.debug("An audio stream cannot be closed: {}", e.toString());
    }
  }
}
