package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.media.MediaDirection;
import io.jasip.testkit.Sdp;
import org.junit.jupiter.api.Test;

/** What a session description of the peer says about hold (RFC 3264 section 8.4). */
class HoldDetectionTest {

  private static final String PLAIN =
      String.join(
          "\r\n",
          "v=0",
          "o=bob 1 1 IN IP4 192.0.2.1",
          "s=-",
          "c=IN IP4 ADDRESS",
          "t=0 0",
          "SESSION",
          "m=audio 4000 RTP/AVP 0",
          "a=rtpmap:0 PCMU/8000",
          "");

  @Test
  void directionsOfTheStream() {
    assertThat(HoldDetection.holds(audio("sendrecv"))).isFalse();
    assertThat(HoldDetection.holds(audio("recvonly"))).isFalse();
    assertThat(HoldDetection.holds(audio("sendonly"))).isTrue();
    assertThat(HoldDetection.holds(audio("inactive"))).isTrue();
  }

  @Test
  void theDirectionOfTheSessionCountsWhereAStreamHasNone() {
    assertThat(HoldDetection.holds(plain("192.0.2.1", "a=sendonly"))).isTrue();
    assertThat(HoldDetection.holds(plain("192.0.2.1", "a=sendrecv"))).isFalse();
    assertThat(HoldDetection.holds(plain("192.0.2.1", "a=tool:x"))).isFalse();
  }

  @Test
  void anAddressOfZerosIsHoldAsInRfc2543() {
    assertThat(HoldDetection.holds(plain("0.0.0.0", "a=tool:x"))).isTrue();
    assertThat(HoldDetection.direction(plain("0.0.0.0", "a=tool:x")))
        .isEqualTo(MediaDirection.SEND_ONLY);
  }

  @Test
  void anAddressOfZerosMeansNothingWithIce() {
    assertThat(audio("sendrecv")).contains("c=IN IP4 0.0.0.0", "a=ice-ufrag:");
    assertThat(HoldDetection.holds(audio("sendrecv"))).isFalse();
  }

  @Test
  void aRefusedStreamDoesNotCount() {
    String video = "m=video 0 RTP/AVP 96\r\na=sendrecv\r\n";
    assertThat(HoldDetection.holds(audio("sendonly") + video)).isTrue();
    assertThat(HoldDetection.holds(audio("sendrecv") + video)).isFalse();
  }

  @Test
  void anAnswerToAHoldSaysNothingNew() {
    assertThat(HoldDetection.holds(audio("recvonly"), MediaDirection.SEND_ONLY, true)).isFalse();
    assertThat(HoldDetection.holds(audio("inactive"), MediaDirection.SEND_ONLY, false)).isFalse();
    assertThat(HoldDetection.holds(audio("inactive"), MediaDirection.SEND_ONLY, true)).isTrue();
    assertThat(HoldDetection.holds(audio("inactive"), MediaDirection.INACTIVE, true)).isTrue();
    assertThat(HoldDetection.holds(audio("inactive"), MediaDirection.SEND_RECV, false)).isTrue();
  }

  private static String audio(String direction) {
    return Sdp.audio("bob", 1, 1, direction);
  }

  private static String plain(String address, String line) {
    return PLAIN.replace("ADDRESS", address).replace("SESSION", line);
  }
}
