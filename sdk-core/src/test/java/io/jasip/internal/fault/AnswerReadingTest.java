package io.jasip.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.fault.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer lacks, before any media engine has seen it. */
class AnswerReadingTest {

  private static final Set<String> OFFERED = Set.of("OPUS", "G722", "PCMU", "PCMA");

  /** As an Asterisk with webrtc=yes answers. */
  private static final String GOOD =
      """
      v=0
      o=- 1 3 IN IP4 192.0.2.2
      s=Asterisk
      c=IN IP4 192.0.2.2
      t=0 0
      a=group:BUNDLE 0
      m=audio 14356 UDP/TLS/RTP/SAVPF 111 0 126
      a=connection:new
      a=setup:active
      a=fingerprint:SHA-256 D0:AF:CD:15:94:22:A2:FE:25:9D:F7:3C:90:92:77:42
      a=ice-ufrag:2c
      a=ice-pwd:3b
      a=candidate:H1 1 UDP 2130706431 192.0.2.2 14356 typ host
      a=candidate:S1 1 UDP 1694498815 203.0.113.9 14356 typ srflx raddr 192.0.2.2 rport 14356
      a=candidate:H1 2 UDP 2130706430 192.0.2.2 14357 typ host
      a=rtpmap:111 opus/48000/2
      a=rtpmap:0 PCMU/8000
      a=rtpmap:126 telephone-event/8000
      a=rtcp-mux
      a=mid:0
      a=sendrecv
      """;

  private static AnswerReading read(String sdp) {
    return AnswerReading.of(sdp.replace("\n", "\r\n"), OFFERED);
  }

  private static String without(String... starts) {
    List<String> unwanted = List.of(starts);
    return GOOD
        .lines()
        .filter(line -> unwanted.stream().noneMatch(line::startsWith))
        .toList()
        .stream()
        .reduce("", (text, line) -> text + line + "\n");
  }

  @Test
  void a_good_one() {
    AnswerReading answer = read(GOOD);

    assertThat(answer.faults()).isEmpty();
    assertThat(answer.name()).isEqualTo("Asterisk");
    assertThat(answer.profile()).isEqualTo("UDP/TLS/RTP/SAVPF");
    assertThat(answer.codecs()).containsExactly("OPUS", "PCMU");
    assertThat(answer.fingerprint()).startsWith("SHA-256 D0:AF");
    assertThat(answer.candidates())
        .containsExactly(
            new AnswerReading.Candidate("192.0.2.2", "14356", "udp", "host", ""),
            new AnswerReading.Candidate("203.0.113.9", "14356", "udp", "srflx", "192.0.2.2:14356"));
  }

  static Stream<Arguments> flaws() {
    return Stream.of(
        Arguments.of(without("a=rtcp-mux"), List.of(Fault.ANSWER_WITHOUT_RTCP_MUX)),
        Arguments.of(without("a=ice-", "a=candidate"), List.of(Fault.ANSWER_WITHOUT_ICE)),
        Arguments.of(without("a=fingerprint"), List.of(Fault.ANSWER_WITHOUT_FINGERPRINT)),
        Arguments.of(
            GOOD.replaceFirst("SHA-256 .*", "SHA-256 "), List.of(Fault.ANSWER_WITHOUT_FINGERPRINT)),
        Arguments.of(
            without("a=fingerprint") + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\n",
            List.of(Fault.ANSWER_NOT_ENCRYPTED)),
        Arguments.of(
            without("a=fingerprint", "a=setup", "a=ice-", "a=candidate", "a=rtcp-mux")
                .replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"),
            List.of(
                Fault.ENDPOINT_NOT_WEBRTC,
                Fault.ANSWER_NOT_ENCRYPTED,
                Fault.ANSWER_WITHOUT_ICE,
                Fault.ANSWER_WITHOUT_RTCP_MUX)),
        Arguments.of(GOOD.replace("audio 14356", "audio 0"), List.of(Fault.ANSWER_REJECTS_AUDIO)),
        Arguments.of(GOOD.replace("m=audio", "m=video"), List.of(Fault.ANSWER_REJECTS_AUDIO)),
        Arguments.of(
            GOOD.replace("SAVPF 111 0 126", "SAVPF 18 126"), List.of(Fault.NO_COMMON_CODEC)),
        Arguments.of(GOOD.replace("SAVPF 111 0 126", "SAVPF 126"), List.of(Fault.NO_COMMON_CODEC)),
        Arguments.of(GOOD.replace("v=0", "v=1"), List.of(Fault.ANSWER_INVALID)),
        Arguments.of(GOOD + "stray text\n", List.of(Fault.ANSWER_INVALID)),
        Arguments.of(GOOD + "a=%n%n\n", List.of(Fault.ANSWER_INVALID)),
        Arguments.of("", List.of(Fault.ANSWER_INVALID)));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void what_is_wrong(String sdp, List<Fault> expected) {
    assertThat(read(sdp).faults()).isEqualTo(expected);
  }

  /** chan_sip with DTLS: an older name of the profile, and two components. */
  @Test
  void the_profile_of_chan_sip_is_no_fault_by_itself() {
    assertThat(read(GOOD.replace("UDP/TLS/RTP/SAVPF", "RTP/SAVPF")).faults()).isEmpty();
  }
}
