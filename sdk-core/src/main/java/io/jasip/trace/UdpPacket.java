package io.jasip.trace;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the UDP datagram that a message is shown as: IP header, UDP header, message. */
final class UdpPacket {

  /** Whose server's port this is, all tools take for SIP. */
  static final int SIP_PORT = 5060;

  /** A datagram ends at 65,507. */
  private static final int MAX_MESSAGE = 65_000;

  private static final byte UDP = 17;
  private static final int UDP_HEADER = 8;

  /** Of the ends of a connection that has no addresses: those of RFC 5737. */
  private static final byte[] NO_ADDRESS_OF_OURS = {(byte) 192, 0, 2, 1};

  private static final byte[] NO_ADDRESS_OF_SERVER = {(byte) 192, 0, 2, 2};

  private UdpPacket() {}

  /**
   * Makes a datagram.
   *
   * @param sent whether we are the source
   */
  static byte[] of(
      @Nullable InetSocketAddress from, @Nullable InetSocketAddress to, boolean sent, String text) {
    byte[] message = message(text);
    byte[] payload = Arrays.copyOf(message, Math.min(message.length, MAX_MESSAGE));
    byte[] source = address(from, sent);
    byte[] target = address(to, !sent);
    if (source.length != target.length) {
      source = address(null, sent);
      target = address(null, !sent);
    }
    ByteBuffer udp = ByteBuffer.allocate(UDP_HEADER + payload.length);
    udp.putShort(port(from, sent)).putShort(port(to, !sent));
    udp.putShort((short) udp.capacity()).putShort((short) 0).put(payload);
    int sum = sum(udp.array(), sum(source, sum(target, UDP + udp.capacity())));
    udp.putShort(6, sum == 0xFFFF ? (short) 0xFFFF : (short) ~sum);
    byte[] header =
        source.length == 4
            ? version4(source, target, udp.capacity())
            : version6(source, target, udp.capacity());
    return ByteBuffer.allocate(header.length + udp.capacity()).put(header).put(udp.array()).array();
  }

  private static byte[] version4(byte[] source, byte[] target, int length) {
    ByteBuffer ip = ByteBuffer.allocate(20);
    ip.put((byte) 0x45).put((byte) 0).putShort((short) (20 + length));
    ip.putInt(0).put((byte) 64).put(UDP).putShort((short) 0).put(source).put(target);
    return ip.putShort(10, (short) ~sum(ip.array(), 0)).array();
  }

  private static byte[] version6(byte[] source, byte[] target, int length) {
    ByteBuffer ip = ByteBuffer.allocate(40);
    ip.putInt(0x60000000).putShort((short) length).put(UDP).put((byte) 64);
    return ip.put(source).put(target).array();
  }

  private static byte[] address(@Nullable InetSocketAddress end, boolean ours) {
    InetAddress address = end == null ? null : end.getAddress();
    if (address == null) {
      return ours ? NO_ADDRESS_OF_OURS : NO_ADDRESS_OF_SERVER;
    }
    return address.getAddress();
  }

  private static short port(@Nullable InetSocketAddress end, boolean ours) {
    return (short) (!ours || end == null ? SIP_PORT : end.getPort());
  }

  /** The sum of RFC 1071, not yet complemented. */
  private static int sum(byte[] bytes, int before) {
    int sum = before;
    for (int i = 0; i < bytes.length; i++) {
      sum += (bytes[i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum;
  }

  /**
   * The text with the lines of RFC 3261, and the Content-Length that it has now that its secrets
   * are masked: with another, Wireshark sees no body.
   */
  private static byte[] message(String text) {
    int gap = text.indexOf("\n\n");
    String head = gap < 0 ? text : text.substring(0, gap + 1);
    String body = gap < 0 ? "" : text.substring(gap + 2).replace("\n", "\r\n");
    StringBuilder lines = new StringBuilder(text.length() + 64);
    head.lines()
        .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .map(UdpPacket::credentials)
        .forEach(line -> lines.append(line).append("\r\n"));
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    lines.append("Content-Length: ").append(content.length).append("\r\n\r\n").append(body);
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Wireshark takes a message for malformed whose credentials have no scheme. */
  private static String credentials(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    if (lower.endsWith("authorization: ***")) {
      return line.replace("***", "Digest response=\"***\"");
    }
    return lower.endsWith("authentication-info: ***")
        ? line.replace("***", "rspauth=\"***\"")
        : line;
  }
}
