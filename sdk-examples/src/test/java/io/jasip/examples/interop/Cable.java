package io.jasip.examples.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP connection between a phone and its server that a test can cut, or let fall silent as a NAT
 * does that has forgotten it. Media goes past it.
 */
final class Cable implements AutoCloseable {

  private final ServerSocket plug;
  private final int serverPort;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<Socket> forgotten = ConcurrentHashMap.newKeySet();

  /** Leads to a port of the loopback address. */
  Cable(int serverPort) {
    this.serverPort = serverPort;
    try {
      this.plug = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inBackground(this::accept);
  }

  int port() {
    return plug.getLocalPort();
  }

  /** Closes all connections that there are; new ones are possible. */
  void cut() {
    sockets.forEach(Cable::close);
    sockets.clear();
  }

  /** From now on nothing comes through the connections that there are; new ones are possible. */
  void fallSilent() {
    forgotten.addAll(sockets);
  }

  private void accept() {
    try {
      while (true) {
        Socket phone = plug.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        sockets.add(phone);
        sockets.add(server);
        inBackground(() -> carry(phone, server));
        inBackground(() -> carry(server, phone));
      }
    } catch (IOException e) {
      // The cable was closed, or there is no server.
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!forgotten.contains(from)) {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException e) {
      // One side has closed, and so does the other.
    }
    close(from);
    close(to);
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "cable");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }

  @Override
  public void close() {
    try {
      plug.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
