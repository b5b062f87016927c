package io.jasip.webrtc.internal.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class LoopbackTest {

  private static final String CANDIDATE =
      "a=candidate:1 1 udp 2113937151 127.0.0.1 20000 typ host generation 0\r\n";

  @Test
  void theCandidateIsAddedToTheFirstMedium() {
    String session = "v=0\r\na=group:BUNDLE 0 1\r\n";
    String audio = "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n";
    String rest = "a=mid:0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n";
    assertThat(Loopback.withCandidate(session + audio + rest, 20_000))
        .isEqualTo(session + audio + CANDIDATE + rest);
  }

  @Test
  void aDescriptionWithoutMediaStaysAsItIs() {
    assertThat(Loopback.withCandidate("v=0\r\na=sendrecv\r\n", 20_000))
        .isEqualTo("v=0\r\na=sendrecv\r\n");
  }

  @Test
  void portsAreTakenWithinTheRange() {
    assertThat(Loopback.freePorts(0, 0)).isBetween(1024, 32_766);
    assertThat(Loopback.freePorts(40_000, 40_009)).isBetween(40_000, 40_008);
  }

  @Test
  void whereNoPairIsFreeThereIsNone() throws SocketException {
    int port = Loopback.freePorts(0, 0);
    try (DatagramSocket taken = new DatagramSocket(port)) {
      assertThat(taken.isBound()).isTrue();
      assertThat(Loopback.freePorts(port, port + 1)).isZero();
    }
  }
}
