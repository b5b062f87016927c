package io.jasip.examples.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.media.MediaState;
import io.jasip.webrtc.CallAudio;
import io.jasip.webrtc.CallQuality;
import io.jasip.webrtc.QualityListener;
import io.jasip.webrtc.QualityOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Calls over a network that loses UDP packets. Signalling, over TCP, is not touched. */
class PacketLossIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @InNamespace("10.77.0.1/24")
  void with_five_percent_lost_alice_hears_herself_and_is_told_that_it_is_worse() {
    try (EchoCall echo = EchoCall.toEmbeddedPbx()) {
      List<CallQuality> readings = new CopyOnWriteArrayList<>();
      echo.awaitEcho();
      EchoCall.get(CallAudio.of(echo.call))
          .monitorQuality(
              QualityOptions.builder().interval(Duration.ofSeconds(1)).build(),
              new QualityListener() {
                @Override
                public void onQuality(CallQuality quality) {
                  readings.add(quality);
                }
              });
      await().atMost(PATIENCE).until(() -> readings.size() >= 3);
      // The best: a machine that stands still for a moment spoils one of them.
      double before = meanOpinions(readings).max().orElseThrow();

      InNamespace.Program.lose(5);
      readings.clear();
      // Which packets get lost is left to chance, so that there are seconds without a loss.
      await().atMost(PATIENCE).until(() -> withLoss(readings).size() >= 3);
      echo.awaitEcho();

      double after = meanOpinions(withLoss(readings)).average().orElseThrow();
      System.out.printf("mean opinion score %.2f, with 5 %% lost %.2f%n", before, after);
      assertThat(after).isLessThan(before);
      assertThat(echo.call.state()).isEqualTo(CallState.ESTABLISHED);
      assertThat(echo.states).last().isEqualTo(MediaState.CONNECTED);
    }
  }

  private static List<CallQuality> withLoss(List<CallQuality> readings) {
    return readings.stream().filter(reading -> reading.received().packetsLost() > 0).toList();
  }

  private static DoubleStream meanOpinions(List<CallQuality> readings) {
    return readings.stream().flatMapToDouble(reading -> reading.received().mos().stream());
  }

  @Test
  @InNamespace("10.77.0.1/24")
  void a_call_survives_three_seconds_without_any_packet() throws InterruptedException {
    try (EchoCall echo = EchoCall.toEmbeddedPbx()) {
      echo.awaitEcho();

      InNamespace.Program.lose(100);
      Thread.sleep(3_000);
      InNamespace.Program.lose(0);

      echo.awaitEcho();
      assertThat(echo.call.state()).isEqualTo(CallState.ESTABLISHED);
      assertThat(echo.ended).isNull();
    }
  }

  @Test
  @InNamespace("10.77.0.1/24")
  void a_call_whose_packets_are_lost_for_good_ends() {
    AsteriskServer pbx = AsteriskServer.version(22);
    pbx.installAndStart();
    try (EchoCall echo = EchoCall.to(pbx)) {
      echo.awaitEcho();

      InNamespace.Program.lose(100);
      long cut = System.nanoTime();

      await().atMost(PATIENCE).until(() -> echo.ended != null);
      System.out.printf(
          "without packets the call ended after %.1f s: %s%n",
          (System.nanoTime() - cut) / 1e9, echo.ended.cause());
      assertThat(echo.ended.cause()).isEqualTo(Cause.RTP_TIMEOUT);
    }
  }
}
