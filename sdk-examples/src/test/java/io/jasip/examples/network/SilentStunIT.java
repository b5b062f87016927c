package io.jasip.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.UA;
import io.jasip.examples.audio.ToneMeter;
import io.jasip.examples.pbx.EchoPbx;
import io.jasip.media.IceServer;
import io.jasip.trace.TracedMessage;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.WebRtcMedia;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A STUN server that takes requests and never answers holds no call up. */
class SilentStunIT {

  @Test
  void the_invite_leaves_with_host_candidates_and_the_call_connects() throws IOException {
    List<String> invites = new CopyOnWriteArrayList<>();
    WebRtcMedia media = WebRtcMedia.headless();
    try (DatagramSocket stun = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      stun.setSoTimeout(10_000);
      EchoPbx pbx = EchoCall.get(EchoPbx.start(media, Map.of("alice", "secretalice")));
      UA alice =
          UA.builder()
              .server(pbx.url())
              .tls(TlsConfig.trusting(List.of(pbx.certificate())))
              .user("alice")
              .password("secretalice")
              .media(media)
              .iceServer(IceServer.stun("stun:127.0.0.1:" + stun.getLocalPort()))
              .trace(message -> keepInvite(message, invites))
              .build();
      EchoCall.get(alice.start());
      EchoCall.get(alice.register());
      long begun = System.nanoTime();
      Call call = alice.call(EchoPbx.ECHO, whistling());
      EchoCall.get(call.answered());
      System.out.printf(
          "with a STUN server that is silent the call was answered after %d ms; it waits for %d%n",
          (System.nanoTime() - begun) / 1_000_000,
          WebRtcMedia.DEFAULT_ICE_GATHERING_TIMEOUT.toMillis());

      DatagramPacket asked = new DatagramPacket(new byte[1_500], 1_500);
      stun.receive(asked); // so it was asked, and the call did not depend on an answer
      assertThat(asked.getLength()).isGreaterThanOrEqualTo(20);
      assertThat(invites)
          .isNotEmpty()
          .allSatisfy(
              invite -> assertThat(invite).contains(" typ host").doesNotContain(" typ srflx"));
      EchoCall.get(call.hangup());
      EchoCall.get(alice.stop());
      EchoCall.get(pbx.stop());
    }
  }

  private static CallOptions whistling() {
    return CallOptions.builder()
        .media(
            AudioOptions.builder().source(AudioSource.tone(440, 0.5)).sink(new ToneMeter()).build())
        .build();
  }

  private static void keepInvite(TracedMessage message, List<String> invites) {
    if (message.sent() && message.text().startsWith("INVITE")) {
      invites.add(message.text());
    }
  }
}
