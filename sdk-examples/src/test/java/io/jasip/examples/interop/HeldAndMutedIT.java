package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.media.MediaStats;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is muted is silence for the peer, what is held is not sent: by the counters of RTP. */
class HeldAndMutedIT {

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);

  @Test
  void bob_hears_silence_while_alice_is_muted_and_her_packets_go_on() {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(440));
      bob.answer(900);
      Softphone.get(outgoing.answered());
      bob.ears.awaitTone(440);

      Softphone.get(outgoing.setMuted(true));
      bob.ears.awaitSilence();
      MediaStats muted = Softphone.get(outgoing.stats());
      bob.ears.clear();
      awaitPacketsAfter(muted, outgoing);
      assertThat(bob.ears.loudWindows()).isZero();
      alice.ears.clear();
      alice.ears.awaitTone(900);

      Softphone.get(outgoing.setMuted(false));
      bob.ears.clear();
      bob.ears.awaitTone(440);
      Softphone.get(outgoing.hangup());
    }
  }

  @Test
  void while_alice_holds_no_packet_leaves_and_none_of_bob_is_heard() {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(440));
      bob.answer(900);
      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);

      Softphone.get(outgoing.hold());
      alice.ears.awaitSilence();
      long sent = Softphone.get(outgoing.stats()).packetsSent();
      alice.ears.awaitSilence();
      alice.ears.awaitSilence();
      assertThat(Softphone.get(outgoing.stats()).packetsSent()).isEqualTo(sent);

      Softphone.get(outgoing.resume());
      bob.ears.clear();
      bob.ears.awaitTone(440);
      assertThat(Softphone.get(outgoing.stats()).packetsSent()).isGreaterThan(sent);
      Softphone.get(outgoing.hangup());
    }
  }

  /** Waits until a second's worth of packets was sent. */
  private static void awaitPacketsAfter(MediaStats before, Call call) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Softphone.get(call.stats()).packetsSent() > before.packetsSent() + 20);
  }
}
