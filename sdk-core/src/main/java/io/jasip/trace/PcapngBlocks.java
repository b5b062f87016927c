package io.jasip.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * The blocks of a pcapng file (draft-ietf-opsawg-pcapng): section header, interface description,
 * enhanced packet.
 */
final class PcapngBlocks {

  private static final int SECTION_HEADER = 0x0A0D0D0A;
  private static final int INTERFACE = 1;
  private static final int ENHANCED_PACKET = 6;
  private static final int BYTE_ORDER = 0x1A2B3C4D;

  /** LINKTYPE_RAW: packets begin with the IP header. */
  private static final short RAW_IP = 101;

  private static final int OPTION_COMMENT = 1;
  private static final int OPTION_APPLICATION = 4;
  private static final int OPTION_FLAGS = 2;
  private static final int OPTION_RESOLUTION = 9;

  /** Times are counted in nanoseconds: 10 to the power of minus nine. */
  private static final byte[] NANOSECONDS = {9};

  private static final byte[] INBOUND = {0, 0, 0, 1};
  private static final byte[] OUTBOUND = {0, 0, 0, 2};

  private PcapngBlocks() {}

  /** What the file begins with. */
  static byte[] header() {
    ByteBuffer section = ByteBuffer.allocate(512);
    section.putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
    option(section, OPTION_APPLICATION, text("JaSIP"));
    option(
        section,
        OPTION_COMMENT,
        text("SIP over WebSocket, shown as UDP datagrams; credentials and keys are masked"));
    endOfOptions(section);
    ByteBuffer device = ByteBuffer.allocate(64);
    device.putShort(RAW_IP).putShort((short) 0).putInt(0);
    option(device, OPTION_RESOLUTION, NANOSECONDS);
    endOfOptions(device);
    byte[] first = block(SECTION_HEADER, section);
    byte[] second = block(INTERFACE, device);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** A packet that begins with its IP header. */
  static byte[] packet(Instant time, boolean sent, byte[] packet, String comment) {
    byte[] words = text(comment);
    ByteBuffer body = ByteBuffer.allocate(packet.length + words.length + 64);
    long nanoseconds = time.getEpochSecond() * 1_000_000_000L + time.getNano();
    body.putInt(0).putInt((int) (nanoseconds >>> 32)).putInt((int) nanoseconds);
    body.putInt(packet.length).putInt(packet.length).put(packet);
    pad(body);
    option(body, OPTION_COMMENT, words);
    option(body, OPTION_FLAGS, sent ? OUTBOUND : INBOUND);
    endOfOptions(body);
    return block(ENHANCED_PACKET, body);
  }

  private static byte[] block(int type, ByteBuffer body) {
    body.flip();
    int length = body.remaining() + 12;
    return ByteBuffer.allocate(length).putInt(type).putInt(length).put(body).putInt(length).array();
  }

  private static void option(ByteBuffer to, int code, byte[] value) {
    to.putShort((short) code).putShort((short) value.length).put(value);
    pad(to);
  }

  private static void endOfOptions(ByteBuffer to) {
    to.putInt(0);
  }

  private static void pad(ByteBuffer to) {
    while (to.position() % 4 != 0) {
      to.put((byte) 0);
    }
  }

  /** An option has a length of 16 bits; this is far below. */
  private static byte[] text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return bytes.length > 1_000 ? Arrays.copyOf(bytes, 1_000) : bytes;
  }
}
