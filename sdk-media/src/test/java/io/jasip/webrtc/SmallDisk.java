package io.jasip.webrtc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a disk that has room for so many bytes. */
final class SmallDisk implements SeekableByteChannel {

  private final FileChannel file;
  private final long room;

  SmallDisk(Path path, long room) throws IOException {
    this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    this.room = room;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (file.position() + bytes.remaining() > room) {
      throw new IOException("No space left on device");
    }
    return file.write(bytes);
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    return file.read(to);
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
