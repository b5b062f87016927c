package io.jasip.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jasip.sip.SipMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        frame = Damage.to(frame, random);
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

  private static String shown(byte[] frame) {
    return HexFormat.of().formatHex(frame) + "\n" + new String(frame, StandardCharsets.UTF_8);
  }
}
