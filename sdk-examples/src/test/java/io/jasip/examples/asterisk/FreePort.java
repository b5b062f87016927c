package io.jasip.examples.asterisk;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports of 127.0.0.1 for servers that do not find one for themselves. None is given twice:
 * the server that got it may not have taken it yet.
 */
final class FreePort {

  // Above Asterisk's RTP ports, below those that Linux gives to outgoing connections: what is free
  // here stays free until the server takes it.
  private static final int LOWEST = 20_001;
  private static final int HIGHEST = 32_767;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A port that neither TCP nor UDP uses. */
  static int next() {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
    } while (!take(port));
    return port;
  }

  /** A port after which the next one is free too, as HTTP and HTTPS have them. */
  static int pair() {
    int port;
    do {
      port = next();
    } while (!take(port + 1));
    return port;
  }

  private static boolean take(int port) {
    return isFree(port) && GIVEN.add(port);
  }

  private static boolean isFree(int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
        DatagramSocket udp = new DatagramSocket(port, loopback)) {
      return tcp.isBound() && udp.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
