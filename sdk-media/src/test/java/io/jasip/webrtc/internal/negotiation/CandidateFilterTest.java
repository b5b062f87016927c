package io.jasip.webrtc.internal.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.webrtc.AddressFamily;
import org.junit.jupiter.api.Test;

/** What the parties hear of each other's addresses when one family is wanted. */
class CandidateFilterTest {

  private static final String BOTH =
      String.join(
          "\r\n",
          "v=0",
          "m=audio 40000 UDP/TLS/RTP/SAVPF 0",
          "c=IN IP4 192.0.2.1",
          "a=candidate:1 1 udp 2122260223 192.0.2.1 40000 typ host",
          "a=candidate:2 1 udp 2122262783 2001:db8::1 50000 typ host",
          "m=video 9 UDP/TLS/RTP/SAVPF 96",
          "c=IN IP4 0.0.0.0",
          "");

  @Test
  void theDefaultAddressAndPortAreThoseOfACandidateThatIsLeft() {
    String sdp = new CandidateFilter(AddressFamily.IPV6).apply(BOTH);
    assertThat(sdp)
        .contains("m=audio 50000 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP6 2001:db8::1\r\n")
        .contains("m=video 9 ")
        .doesNotContain("192.0.2.1");
  }

  @Test
  void aCandidateOfTheOtherFamilyIsNotWaitedFor() {
    String four = "candidate:1 1 udp 2122260223 192.0.2.1 40000 typ host";
    String six = "candidate:2 1 udp 2122262783 2001:db8::1 50000 typ host";
    assertThat(new CandidateFilter(AddressFamily.IPV4).lets(four)).isTrue();
    assertThat(new CandidateFilter(AddressFamily.IPV4).lets(six)).isFalse();
    assertThat(new CandidateFilter(AddressFamily.IPV6).lets(four)).isFalse();
    assertThat(new CandidateFilter(AddressFamily.IPV6).lets(six)).isTrue();
    assertThat(new CandidateFilter(AddressFamily.ANY).lets(four)).isTrue();
    assertThat(new CandidateFilter(AddressFamily.ANY).lets(six)).isTrue();
  }

  @Test
  void aDefaultOfTheWantedFamilyStays() {
    assertThat(new CandidateFilter(AddressFamily.IPV4).apply(BOTH))
        .contains("m=audio 40000 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 192.0.2.1\r\n")
        .doesNotContain("2001:db8::1");
  }
}
