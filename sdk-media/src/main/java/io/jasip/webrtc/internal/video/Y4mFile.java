package io.jasip.webrtc.internal.video;

import io.jasip.webrtc.VideoFrame;
import io.jasip.webrtc.VideoSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a YUV4MPEG2 file (yuv4mpeg(5)), read one by one. The file is opened for each: a
 * source has no end of life that would close it.
 */
public final class Y4mFile implements VideoSource {

  /** The longest header line that is looked for. */
  private static final int LINE = 512;

  private final Path file;
  private final int width;
  private final int height;
  private final int rate;
  private long position;

  private Y4mFile(Path file, int width, int height, int rate, long position) {
    this.file = file;
    this.width = width;
    this.height = height;
    this.rate = rate;
    this.position = position;
  }

  /** Reads the header. */
  public static Y4mFile open(Path file) {
    String header;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      header = line(channel, 0);
    } catch (IOException e) {
      throw bad(file, "cannot be read: " + e, e);
    }
    if (header == null || !header.startsWith("YUV4MPEG2 ")) {
      throw bad(file, "does not begin with YUV4MPEG2", null);
    }
    int width = 0;
    int height = 0;
    int rate = 25;
    try {
      for (String word : header.split(" ", -1)) {
        String value = word.isEmpty() ? "" : word.substring(1);
        switch (word.isEmpty() ? ' ' : word.charAt(0)) {
          case 'W' -> width = Integer.parseInt(value);
          case 'H' -> height = Integer.parseInt(value);
          case 'F' -> rate = rate(value);
          case 'C' -> checkChroma(file, value);
          default -> {} // interlacing, aspect ratio, comments
        }
      }
      new VideoFrame(width, height);
    } catch (IllegalArgumentException e) {
      throw e.getMessage() != null && e.getMessage().startsWith(file.toString())
          ? e
          : bad(file, "has the malformed header \"" + header + "\"", e);
    }
    return new Y4mFile(file, width, height, rate, header.length() + 1L);
  }

  private static int rate(String value) {
    String[] parts = value.split(":", -1);
    double rate = Double.parseDouble(parts[0]) / Double.parseDouble(parts[1 % parts.length]);
    return (int) Math.max(1, Math.min(60, Math.round(rate)));
  }

  private static void checkChroma(Path file, String value) {
    if (!value.startsWith("420") || value.matches("420p[0-9].*")) { // 420p10: 10 bits
      throw bad(file, "has chroma " + value + "; convert it with ffmpeg -pix_fmt yuv420p", null);
    }
  }

  private static IllegalArgumentException bad(Path file, String what, @Nullable Exception cause) {
    return new IllegalArgumentException(file + " " + what, cause);
  }

  private static @Nullable String line(FileChannel channel, long from) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LINE);
    int count = channel.read(buffer, from);
    for (int i = 0; i < count; i++) {
      if (buffer.get(i) == '\n') {
        return new String(buffer.array(), 0, i, StandardCharsets.US_ASCII);
      }
    }
    return null;
  }

  @Override
  public int framesPerSecond() {
    return rate;
  }

  @Override
  public @Nullable VideoFrame next() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      String header = line(channel, position);
      if (header == null || !header.startsWith("FRAME")) {
        return null;
      }
      VideoFrame frame = new VideoFrame(width, height);
      long at = position + header.length() + 1;
      for (byte[] plane : new byte[][] {frame.y(), frame.u(), frame.v()}) {
        ByteBuffer into = ByteBuffer.wrap(plane);
        while (into.hasRemaining()) {
          if (channel.read(into, at + into.position()) < 0) {
            return null; // the file ends within a picture
          }
        }
        at += plane.length;
      }
      position = at;
      return frame;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read any more", e);
    }
  }
}
