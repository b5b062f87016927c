package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PortAllocatorConfig;
import java.net.DatagramSocket;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Media on a machine that has no network but loopback: a laptop in a train, a build server. The
 * engine never gathers 127.0.0.1. So it is told to use any address on a port that is known
 * beforehand, and the candidate is written for it.
 */
final class Loopback {

  /** The engine takes one port for IPv4 and the next for IPv6. */
  private static final int PORTS = 2;

  private static final int ATTEMPTS = 100;
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_767; // above, Linux gives ports to outgoing connections

  private Loopback() {}

  /** Whether no other interface is up and has an address. */
  static boolean isAllThereIs() {
    try {
      return NetworkInterface.networkInterfaces().noneMatch(Loopback::leadsElsewhere);
    } catch (SocketException e) {
      return false; // the engine will find out
    }
  }

  private static boolean leadsElsewhere(NetworkInterface each) {
    try {
      return each.isUp() && !each.isLoopback() && each.getInetAddresses().hasMoreElements();
    } catch (SocketException e) {
      return false; // it has just gone
    }
  }

  /**
   * The lower of two UDP ports that are free, 0 if there are none.
   *
   * @param min the lowest to take, 0 for any
   * @param max the highest
   */
  static int freePorts(int min, int max) {
    int lowest = min == 0 ? LOWEST : min;
    int highest = min == 0 ? HIGHEST : max;
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(lowest, highest - PORTS + 2);
      if (isFree(port) && isFree(port + 1)) {
        return port;
      }
    }
    return 0;
  }

  /** Has the engine use any address on the port, as it does not see that of loopback. */
  static PortAllocatorConfig ports(int port) {
    return new PortAllocatorConfig(port, port + PORTS - 1, 0).setDisableAdapterEnumeration(true);
  }

  private static boolean isFree(int port) {
    try (DatagramSocket socket = new DatagramSocket(port)) {
      return socket.isBound();
    } catch (SocketException e) {
      return false;
    }
  }

  /** Adds the candidate to the first, or only, medium of a description (RFC 8839 section 5.1). */
  static String withCandidate(String sdp, int port) {
    String candidate =
        "a=candidate:1 1 udp 2113937151 127.0.0.1 %d typ host generation 0\r\n".formatted(port);
    int media = sdp.indexOf("\r\nm=");
    int at = media < 0 ? -1 : sdp.indexOf("\r\na=", media + 2);
    return at < 0 ? sdp : sdp.substring(0, at + 2) + candidate + sdp.substring(at + 2);
  }
}
