package io.jasip.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jasip.sip.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged messages: whatever happens to a frame, reading it gives a message that can be written and
 * read again, or {@link MalformedMessageException}, and nothing else. The seeds are fixed, so that
 * a failure comes back.
 */
class SipParserFuzzTest {

  private static final int ROUNDS = 2_000;

  private static final List<byte[]> CORPUS =
      List.of(
          Messages.wire(Messages.INVITE),
          Messages.wire(Messages.RINGING),
          Messages.wire(Messages.UNAUTHORIZED),
          Messages.wire(
              """
              REGISTER sip:pbx.example.com SIP/2.0
              Via: SIP / 2.0 / WSS
               df7jal23ls0d.invalid ; branch = z9hG4bK56sdasks , SIP/2.0/UDP [::1]:5060;rport
              Max-Forwards: 70
              To: "A \\"B\\" \\\\" <sip:alice@pbx.example.com;x=%41>
              From: sip:alice@pbx.example.com;tag=65bnmj.34asd
              Call-ID: aiuy7k9njasd
              CSeq: 0001 REGISTER
              Contact: "x,y" <sip:a@[2001:db8::1]:5060;lr?X=%20>;reg-id=1
                ;+sip.instance="<urn:uuid:f81-7dec-14a06cf1>", <tel:+1>;q=0.3
              Authorization: Digest username="a",realm="b",nonce="c",response="d"

              """));

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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void onlyMalformedMessageExceptionEscapes(long seed) {
    Random random = new Random(seed);
    int accepted = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] frame = CORPUS.get(random.nextInt(CORPUS.size())).clone();
      int damages = 1 + random.nextInt(3);
      for (int i = 0; i < damages; i++) {
        frame = damage(frame, random);
      }
      if (isRead(frame)) {
        accepted++;
      } else {
        refused++;
      }
    }
    assertThat(accepted).isPositive();
    assertThat(refused).isPositive();
  }

  /** Every prefix of every message of the corpus, as a connection that is cut off would give. */
  @org.junit.jupiter.api.Test
  void everyTruncationIsReadOrRefused() {
    for (byte[] whole : CORPUS) {
      for (int length = 0; length < whole.length; length++) {
        isRead(Arrays.copyOf(whole, length));
      }
      assertThat(isRead(whole)).isTrue();
    }
  }

  private static boolean isRead(byte[] frame) {
    SipMessage message;
    try {
      message = Messages.PARSER.parse(frame);
    } catch (MalformedMessageException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "\r");
      return false;
    } catch (Throwable e) {
      return fail("reading " + shown(frame), e);
    }
    if (message == null) {
      return true;
    }
    try {
      SipMessage again = Messages.PARSER.parse(SipEncoder.encode(message));
      assertThat(again).isNotNull();
      assertThat(again.core()).isEqualTo(message.core());
      assertThat(again.headers()).isEqualTo(message.headers());
      assertThat(again.body()).isEqualTo(message.body());
      assertThat(Redactor.text(message)).isNotBlank();
      return true;
    } catch (Throwable e) {
      return fail("reading, writing and reading again " + shown(frame), e);
    }
  }

  private static byte[] damage(byte[] frame, Random random) {
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

  private static String shown(byte[] frame) {
    return HexFormat.of().formatHex(frame) + "\n" + new String(frame, StandardCharsets.UTF_8);
  }
}
