package io.jasip.internal.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Damages messages in ways that parsers have stumbled over. */
public final class Damage {

  private static final List<byte[]> SPLICES =
      List.of(
          bytes("("),
          bytes("(\\"),
          bytes("\\"),
          bytes("\""),
          bytes("<"),
          bytes(">"),
          bytes("["),
          bytes("]"),
          bytes("@"),
          bytes("%"),
          bytes("%00"),
          bytes(";"),
          bytes(";="),
          bytes(","),
          bytes("*"),
          bytes(":"),
          bytes("\r\n"),
          bytes("\r\n "),
          bytes("\r\n\r\n"),
          bytes("\r"),
          bytes("\0"),
          new byte[] {(byte) 0xff},
          new byte[] {(byte) 0xc3},
          bytes("9".repeat(20)),
          bytes("a".repeat(5_000)),
          bytes("sip:"),
          bytes("SIP/2.0"),
          bytes("Via: "),
          bytes("Content-Length: -1\r\n"));

  private Damage() {}

  /** A message with one more fault. */
  public static byte[] to(byte[] frame, Random random) {
    if (frame.length == 0) {
      return frame;
    }
    int at = random.nextInt(frame.length);
    return switch (random.nextInt(6)) {
      case 0 -> flip(frame, at, random);
      case 1 -> Arrays.copyOf(frame, at);
      case 2 -> cut(frame, at, Math.min(frame.length, at + 1 + random.nextInt(20)));
      case 3 -> insert(frame, at, SPLICES.get(random.nextInt(SPLICES.size())));
      case 4 ->
          insert(
              frame,
              at,
              Arrays.copyOfRange(frame, at, Math.min(frame.length, at + random.nextInt(60))));
      default -> shuffleLines(frame, random);
    };
  }

  private static byte[] flip(byte[] frame, int at, Random random) {
    frame[at] ^= (byte) (1 << random.nextInt(8));
    return frame;
  }

  private static byte[] cut(byte[] frame, int from, int to) {
    byte[] rest = Arrays.copyOf(frame, frame.length - (to - from));
    System.arraycopy(frame, to, rest, from, frame.length - to);
    return rest;
  }

  private static byte[] insert(byte[] frame, int at, byte[] piece) {
    byte[] all = Arrays.copyOf(frame, frame.length + piece.length);
    System.arraycopy(piece, 0, all, at, piece.length);
    System.arraycopy(frame, at, all, at + piece.length, frame.length - at);
    return all;
  }

  private static byte[] shuffleLines(byte[] frame, Random random) {
    String text = new String(frame, StandardCharsets.ISO_8859_1);
    int end = Math.max(0, text.indexOf("\r\n\r\n"));
    List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\r\n", -1)));
    if (random.nextInt(4) > 0) {
      Collections.shuffle(lines.subList(1, lines.size()), random);
    } else {
      Collections.shuffle(lines, random);
    }
    return (String.join("\r\n", lines) + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
