package io.jasip.webrtc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records sound into a WAV file: one channel, 16 bits, 48 kHz. The lengths in the file's header are
 * brought up to date every second, so that a recording is good to that point even if the process
 * dies. Write from one thread at a time.
 */
public final class WavRecorder implements AudioSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WavRecorder.class);
  private static final int HEADER = 44;
  private static final int FRAMES_PER_FLUSH = 100;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(FRAMES_PER_FLUSH * PcmFrame.SAMPLES * 2)
          .order(ByteOrder.LITTLE_ENDIAN);
  private long dataBytes;
  private boolean closed;

  WavRecorder(Path file) {
    this.file = file;
    try {
      this.channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      writeHeader();
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "audio file \"" + file + "\" cannot be written: its folder does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "audio file \"" + file + "\" cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void write(PcmFrame frame) {
    if (closed) {
      return;
    }
    for (short sample : frame.samples()) {
      buffer.putShort(sample);
    }
    if (!buffer.hasRemaining()) {
      flush();
    }
  }

  private void flush() {
    try {
      buffer.flip();
      while (buffer.hasRemaining()) {
        dataBytes += channel.write(buffer, HEADER + dataBytes);
      }
      buffer.clear();
      writeHeader();
    } catch (IOException e) {
      closed = true;
      LOG.error("Audio file \"{}\" cannot be written any more: {}", file, e.getMessage());
    }
  }

  private void writeHeader() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (dataBytes + HEADER - 8));
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) 1);
    header.putInt(PcmFrame.SAMPLE_RATE).putInt(PcmFrame.SAMPLE_RATE * 2);
    header.putShort((short) 2).putShort((short) 16);
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
    header.flip();
    channel.write(header, 0);
  }

  /** Finishes the file. Idempotent; frames that come later are dropped. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    flush();
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      LOG.error("Audio file \"{}\" cannot be closed: {}", file, e.getMessage());
    }
  }
}
