package io.jasip.examples.interop;

import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.media.MediaStats;
import java.time.Duration;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is muted sends silence, and who is held sends nothing: by the counters of RTP. */
class HeldAndMutedIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);

  @Test
  void bob_hears_silence_while_alice_is_muted_and_her_packets_go_on() {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(440));
      Call incoming = bob.answer(900);
      Softphone.get(outgoing.answered());
      bob.ears.awaitTone(440);

      Softphone.get(outgoing.setMuted(true));
      await("packets of hers without a sound to bob")
          .atMost(PATIENCE)
          .until(
              () -> {
                bob.ears.awaitSilence();
                MediaStats sent = Softphone.get(outgoing.stats());
                MediaStats received = Softphone.get(incoming.stats());
                awaitPacketsAfter(sent, MediaStats::packetsSent, outgoing);
                awaitPacketsAfter(received, MediaStats::packetsReceived, incoming);
                return bob.ears.loudWindows() == 0;
              });
      alice.ears.clear();
      alice.ears.awaitTone(900);

      Softphone.get(outgoing.setMuted(false));
      bob.ears.clear();
      bob.ears.awaitTone(440);
      Softphone.get(outgoing.hangup());
    }
  }

  @Test
  void while_alice_holds_no_packet_comes_and_none_of_bob_is_heard() {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(440));
      bob.answer(900);
      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);

      Softphone.get(outgoing.hold());
      await("a second without a packet")
          .atMost(PATIENCE)
          .until(
              () -> {
                long before = Softphone.get(outgoing.stats()).packetsReceived();
                alice.ears.awaitSilence();
                alice.ears.awaitSilence();
                return Softphone.get(outgoing.stats()).packetsReceived() == before;
              });

      Softphone.get(outgoing.resume());
      bob.ears.clear();
      bob.ears.awaitTone(440);
      alice.ears.clear();
      alice.ears.awaitTone(900);
      Softphone.get(outgoing.hangup());
    }
  }

  /** Waits until half a second's worth of packets was counted. */
  private static void awaitPacketsAfter(
      MediaStats before, ToLongFunction<MediaStats> counter, Call call) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                counter.applyAsLong(Softphone.get(call.stats()))
                    > counter.applyAsLong(before) + 20);
  }
}
