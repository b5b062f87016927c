package io.jasip.internal.doctor;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A STUN message (RFC 8489 section 5), as much of it as it takes to ask for an address (RFC 8489)
 * and for a relay (RFC 8656). Immutable.
 */
final class StunMessage {

  static final int BINDING = 0x0001;
  static final int ALLOCATE = 0x0003;
  static final int REFRESH = 0x0004;
  static final int SUCCESS = 0x0100;
  static final int ERROR = 0x0110;

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int LIFETIME = 0x000d;
  static final int REALM = 0x0014;
  static final int NONCE = 0x0015;
  static final int XOR_RELAYED_ADDRESS = 0x0016;
  static final int REQUESTED_TRANSPORT = 0x0019;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int SOFTWARE = 0x8022;

  static final int HEADER = 20;
  private static final int COOKIE = 0x2112a442;
  private static final int HMAC_SHA1 = 20;

  private final int type;
  private final byte[] id;
  private final List<Attribute> attributes;

  private StunMessage(int type, byte[] id, List<Attribute> attributes) {
    this.type = type;
    this.id = id;
    this.attributes = attributes;
  }

  /** One attribute, without its padding. */
  private static final class Attribute {
    final int type;
    final byte[] value;

    Attribute(int type, byte[] value) {
      this.type = type;
      this.value = value;
    }
  }

  /** A request, with the 12 bytes that name its transaction. */
  static StunMessage request(int method, byte[] id) {
    return new StunMessage(method, id, List.of());
  }

  /** Its answer, without attributes yet. */
  StunMessage reply(int kind) {
    return new StunMessage(type | kind, id, List.of());
  }

  StunMessage with(int attribute, byte[] value) {
    List<Attribute> more = new ArrayList<>(attributes);
    more.add(new Attribute(attribute, value));
    return new StunMessage(type, id, more);
  }

  StunMessage with(int attribute, String value) {
    return with(attribute, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with the proof that we know the password (RFC 8489 section 14.5). */
  StunMessage signed(String username, String realm, String password) {
    try {
      byte[] key =
          MessageDigest.getInstance("MD5")
              .digest((username + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return with(MESSAGE_INTEGRITY, mac.doFinal(bytes(4 + HMAC_SHA1)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("MD5 and SHA-1 are part of every Java runtime", e);
    }
  }

  byte[] bytes() {
    return bytes(0);
  }

  /** With a length that counts what will follow. */
  private byte[] bytes(int following) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Attribute each : attributes) {
      byte[] padded = Arrays.copyOf(each.value, (each.value.length + 3) & ~3);
      body.writeBytes(
          ByteBuffer.allocate(4)
              .putShort((short) each.type)
              .putShort((short) each.value.length)
              .array());
      body.writeBytes(padded);
    }
    return ByteBuffer.allocate(HEADER + body.size())
        .putShort((short) type)
        .putShort((short) (body.size() + following))
        .putInt(COOKIE)
        .put(id)
        .put(body.toByteArray())
        .array();
  }

  /** Reads a message; empty if it is none. */
  static Optional<StunMessage> read(byte[] bytes, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    if (length < HEADER) {
      return Optional.empty();
    }
    int type = in.getShort() & 0xffff;
    int size = in.getShort() & 0xffff;
    if (type > 0x3fff || in.getInt() != COOKIE || size > in.remaining() - 12) {
      return Optional.empty();
    }
    byte[] id = new byte[12];
    in.get(id);
    List<Attribute> attributes = new ArrayList<>();
    while (in.remaining() >= 4) {
      int attribute = in.getShort() & 0xffff;
      int valueLength = in.getShort() & 0xffff;
      if (valueLength > in.remaining()) {
        return Optional.empty();
      }
      byte[] value = new byte[valueLength];
      in.get(value);
      in.position(Math.min(in.limit(), in.position() + (-valueLength & 3)));
      attributes.add(new Attribute(attribute, value));
    }
    return Optional.of(new StunMessage(type, id, attributes));
  }

  boolean answers(StunMessage request) {
    return Arrays.equals(id, request.id)
        && (type == (request.type | SUCCESS) || type == (request.type | ERROR));
  }

  boolean isSuccess() {
    return (type & ERROR) == SUCCESS;
  }

  /** The code of a refusal; 0 if there is none. */
  int errorCode() {
    return value(ERROR_CODE)
        .filter(value -> value.length >= 4)
        .map(value -> (value[2] & 7) * 100 + (value[3] & 0xff))
        .orElse(0);
  }

  /** The words of a refusal. */
  String errorPhrase() {
    return value(ERROR_CODE)
        .filter(value -> value.length > 4)
        .map(value -> new String(value, 4, value.length - 4, StandardCharsets.UTF_8))
        .orElse("");
  }

  Optional<String> text(int attribute) {
    return value(attribute).map(value -> new String(value, StandardCharsets.UTF_8));
  }

  /** An address that is hidden from boxes on the way (RFC 8489 section 14.2). */
  Optional<InetSocketAddress> address(int attribute) {
    return value(attribute).flatMap(this::address);
  }

  private Optional<InetSocketAddress> address(byte[] value) {
    boolean v4 = value.length == 8 && value[1] == 1;
    boolean v6 = value.length == 20 && value[1] == 2;
    if (!v4 && !v6) {
      return Optional.empty();
    }
    byte[] mask = ByteBuffer.allocate(16).putInt(COOKIE).put(id).array();
    int port = (((value[2] ^ mask[0]) & 0xff) << 8) | ((value[3] ^ mask[1]) & 0xff);
    byte[] address = Arrays.copyOfRange(value, 4, value.length);
    for (int i = 0; i < address.length; i++) {
      address[i] ^= mask[i];
    }
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), port));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> value(int attribute) {
    return attributes.stream()
        .filter(each -> each.type == attribute)
        .map(each -> each.value)
        .findFirst();
  }
}
