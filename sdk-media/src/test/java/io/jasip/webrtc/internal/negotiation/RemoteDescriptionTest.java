package io.jasip.webrtc.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.AudioCodec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the peer may send as a session description, and what is said about one that will not do. */
class RemoteDescriptionTest {

  private static final String GOOD =
      String.join(
          "\r\n",
          "v=0",
          "o=- 1 1 IN IP4 127.0.0.1",
          "s=-",
          "c=IN IP4 127.0.0.1",
          "t=0 0",
          "a=group:BUNDLE 0",
          "m=audio 5004 UDP/TLS/RTP/SAVPF 0 101",
          "a=mid:0",
          "a=rtcp-mux",
          "a=setup:actpass",
          "a=fingerprint:sha-256 AA:BB",
          "a=ice-ufrag:abcd",
          "a=ice-pwd:abcdefghijklmnopqrstuvwx",
          "a=rtpmap:0 PCMU/8000",
          "a=rtpmap:101 telephone-event/8000",
          "");

  @Test
  void aGoodDescriptionIsTakenAsItIs() {
    assertThat(check(GOOD).text()).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=fingerprint:sha-256 AA:BB", "a=ice-ufrag:abcd", "a=setup:actpass"})
  void attributesForAllMediaMayStandInTheSessionPart(String attribute) {
    String moved = without(attribute).replace("t=0 0", "t=0 0\r\n" + attribute);
    assertThat(check(moved).text()).isEqualTo(moved);
  }

  @Test
  void lineEndsAreMadeUniform() {
    String bare = GOOD.replace("\r\n", "\n");
    assertThat(check(bare).text()).isEqualTo(GOOD);
    assertThat(check(GOOD.stripTrailing()).text()).isEqualTo(GOOD);
    assertThat(check(GOOD.replace("\r\n", "\r\n\r\n")).text()).isEqualTo(GOOD);
  }

  @ParameterizedTest
  @CsvSource({
    "a=fingerprint:sha-256 AA:BB, webrtc=yes",
    "a=ice-ufrag:abcd, ice_support",
    "a=ice-pwd:abcdefghijklmnopqrstuvwx, icesupport",
    "a=rtcp-mux, rtcp_mux"
  })
  void whatTheServerLacksIsNamedWithTheSettingThatBringsIt(String attribute, String setting) {
    assertThat(refused(without(attribute))).hasMessageContaining(setting);
  }

  @Test
  void plainRtpIsRefusedWithTheSettingThatChangesIt() {
    String keyless = without("a=fingerprint:sha-256 AA:BB");
    for (String protocol : new String[] {"RTP/AVP", "RTP/SAVP", "RTP/AVPF", "RTP/SAVPF"}) {
      assertThat(refused(keyless.replace("UDP/TLS/RTP/SAVPF", protocol)))
          .hasMessageContaining(protocol)
          .hasMessageContaining("webrtc=yes");
    }
    for (String protocol : new String[] {"RTP/AVP", "RTP/AVPF", "UDPTL"}) {
      assertThat(refused(GOOD.replace("UDP/TLS/RTP/SAVPF", protocol)))
          .hasMessageContaining(protocol)
          .hasMessageContaining("webrtc=yes");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UDP/TLS/RTP/SAVP",
        "TCP/TLS/RTP/SAVPF",
        "TCP/DTLS/RTP/SAVPF",
        "udp/tls/rtp/savpf",
        "RTP/SAVP",
        "RTP/SAVPF"
      })
  void everyProfileOfDtlsIsTaken(String protocol) {
    assertThat(check(GOOD.replace("UDP/TLS/RTP/SAVPF", protocol)).text()).contains(protocol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%n", "%s%s%s%s", "%99999999d", "%p", "fe80::1%eth0", "100%"})
  void thePercentSignWhichWouldReachPrintfIsRefusedWhereverItStands(String format) {
    for (String line : GOOD.split("\r\n")) {
      refused(GOOD.replace(line, line + format));
      refused(GOOD.replace(line, line + "\r\na=candidate:" + format));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\r", "\u0001", "\u001b[2J", "\b", "\u000b", "\f"})
  void controlCharactersAreRefused(String control) {
    for (String line : GOOD.split("\r\n")) {
      refused(GOOD.replace(line, line + control + "x"));
    }
  }

  @Test
  void aLoneCarriageReturnHidesNoLine() {
    refused(GOOD.replace("s=-", "s=-\rm=audio 0 RTP/AVP 0"));
    refused(GOOD.replace("\r\n", "\r"));
    refused(GOOD.replace("\r\n", "\n\r"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\r\n\r\n",
        "v",
        "v=1",
        "v=0 ",
        "hello",
        "<?xml version='1.0'?>",
        "{\"sdp\": 1}",
        "s=-\r\nv=0",
        "v=0\r\n",
        "v=0\r\n=",
        "v=0\r\na",
        "v=0\r\na b",
        "v=0\r\n1=2",
        "v=0\r\n =x",
        "v=0\r\nm=",
        "v=0\r\nm=audio",
        "v=0\r\nm=audio 1",
        "v=0\r\nm=audio 1 UDP/TLS/RTP/SAVPF",
        "v=0\r\nm=   ",
        "v=0\r\nm=audio 5004 UDP/TLS/RTP/SAVPF 0"
      })
  void whatIsNoDescriptionIsRefused(String text) {
    refused(text);
  }

  @Test
  void noAudioIsSaid() {
    String session = GOOD.substring(0, GOOD.indexOf("m="));
    assertThat(refused(session)).hasMessageContaining("no audio");
    assertThat(refused(GOOD.replace("m=audio", "m=video"))).hasMessageContaining("no audio");
    assertThat(refused(GOOD.replace("m=audio 5004", "m=audio 0")))
        .hasMessageContaining("codec in common");
    assertThat(refused(session + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"))
        .hasMessageContaining("no audio");
  }

  @Test
  void whatIsTooLongIsRefusedBeforeItIsLookedAt() {
    assertThat(refused(GOOD + "a=x:" + "y".repeat(65_536))).hasMessageContaining("65536");
    assertThat(refused("%".repeat(1 << 20))).hasMessageContaining("1048576");
    assertThat(refused(GOOD + "a=x\r\n".repeat(2_000))).hasMessageContaining("1000 lines");
    assertThat(refused(GOOD + "m=audio 0 RTP/AVP 0\r\n".repeat(2_000)))
        .hasMessageContaining("1000 lines");
  }

  @Test
  void theDescriptionNeverShowsItsIcePasswordInAnError() {
    MediaException refused = refused(without("a=rtcp-mux"));
    assertThat(refused).hasMessageNotContaining("abcdefghijklmnopqrstuvwx");
  }

  @Test
  void digitsBesideOpusAreThoseOfItsClockWhereThePeerHasThem() {
    String both =
        GOOD.replace("SAVPF 0 101", "SAVPF 111 0 110 101")
            .replace(
                "a=rtpmap:0 PCMU/8000",
                "a=rtpmap:111 opus/48000/2\r\na=rtpmap:0 PCMU/8000\r\n"
                    + "a=rtpmap:110 telephone-event/48000")
            .replace(
                "a=rtpmap:101 telephone-event/8000",
                "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16");
    assertThat(check(both).text())
        .isEqualTo(
            both.replace("SAVPF 111 0 110 101", "SAVPF 111 0 110")
                .replace("a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n", ""));
    String pcmu = both.replace("SAVPF 111 0 110 101", "SAVPF 0 111 110 101");
    assertThat(check(pcmu).text()).isEqualTo(pcmu);
    String slow = both.replace(" 110 ", " ").replace("a=rtpmap:110 telephone-event/48000\r\n", "");
    assertThat(check(slow).text()).isEqualTo(slow);
  }

  private static String without(String line) {
    return GOOD.replace(line + "\r\n", "");
  }

  private static MediaException refused(String sdp) {
    MediaException refused = catchThrowableOfType(MediaException.class, () -> check(sdp));
    assertThat(refused).as("the refusal of %s", sdp).isNotNull();
    assertThat(refused.reason()).isEqualTo(Reason.BAD_DESCRIPTION);
    assertThat(refused.getMessage())
        .startsWith("the peer's session description cannot be used: ")
        .doesNotContain("\n", "\r", "\0");
    return refused;
  }

  private static RemoteDescription check(String sdp) {
    return RemoteDescription.check(sdp, "", List.of(AudioCodec.values()), List.of());
  }
}
