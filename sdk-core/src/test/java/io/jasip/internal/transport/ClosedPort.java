package io.jasip.internal.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of the loopback address that refuses connections. It stays taken until it is closed, so
 * that meanwhile no server is given it.
 */
public final class ClosedPort implements AutoCloseable {

  private final Socket bound = new Socket();

  private ClosedPort(int port) throws IOException {
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Takes any port. */
  public static ClosedPort any() {
    try {
      return new ClosedPort(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes a certain port.
   *
   * @throws IOException if somebody has it
   */
  public static ClosedPort of(int port) throws IOException {
    return new ClosedPort(port);
  }

  public int port() {
    return bound.getLocalPort();
  }

  @Override
  public void close() {
    try {
      bound.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
