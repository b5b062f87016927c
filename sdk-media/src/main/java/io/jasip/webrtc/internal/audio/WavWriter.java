package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.PcmFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a WAV file of 16 bits and 48 kHz. After every piece the lengths in the header are right:
 * the sound is written first, so that they never promise more than there is. One thread at a time.
 */
public final class WavWriter implements AutoCloseable {

  private static final int HEADER = 44;

  /** What the 32 bits of the header can say. */
  private static final long MAX_DATA = 0xffff_ffffL - HEADER;

  private final SeekableByteChannel channel;
  private final int channels;
  private long dataBytes;

  /** Begins the file. */
  public WavWriter(SeekableByteChannel channel, int channels) throws IOException {
    this.channel = channel;
    this.channels = channels;
    writeHeader();
  }

  /**
   * Makes a file, or overwrites it.
   *
   * @throws IllegalArgumentException if it cannot be written; the message names it
   */
  public static WavWriter create(Path file, int channels) {
    try {
      FileChannel opened =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING);
      try {
        return new WavWriter(opened, channels);
      } catch (IOException e) {
        opened.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "audio file \"" + file + "\" cannot be written: its folder does not exist", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "audio file \"" + file + "\" cannot be written: " + e.getMessage(), e);
    }
  }

  /** How many channels the file has. */
  public int channels() {
    return channels;
  }

  /** Adds samples, those of several channels in turn. */
  public void write(short[] samples) throws IOException {
    if (samples.length == 0) {
      return;
    }
    if (dataBytes + 2L * samples.length > MAX_DATA) {
      throw new IOException("a WAV file holds no more than 4 GiB");
    }
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    channel.position(HEADER + dataBytes);
    writeAll(bytes);
    dataBytes += 2L * samples.length;
    writeHeader();
  }

  private void writeHeader() throws IOException {
    int bytesPerFrame = 2 * channels;
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (dataBytes + HEADER - 8));
    header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    header.putShort((short) 1).putShort((short) channels);
    header.putInt(PcmFrame.SAMPLE_RATE).putInt(PcmFrame.SAMPLE_RATE * bytesPerFrame);
    header.putShort((short) bytesPerFrame).putShort((short) 16);
    header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) dataBytes);
    header.flip();
    channel.position(0);
    writeAll(header);
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
