package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.CoturnServer;
import io.jasip.media.IceServer;
import io.jasip.media.MediaStats;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through a real TURN server (RFC 8656). */
class TurnIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);
  @RegisterExtension static final CoturnServer turn = CoturnServer.shared();

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void a_call_goes_through_the_turn_server_alone(String transport) {
    long before = tcpConnections();
    try (Softphone alice = relayed(turn.turn(transport, "secretalice"))) {
      Call call = alice.call("9999", 440);
      alice.ears.awaitTone(440);

      assertThat(alice.sent("INVITE"))
          .isNotEmpty()
          .allSatisfy(invite -> assertThat(candidates(invite)).isNotEmpty())
          .allSatisfy(
              invite ->
                  assertThat(candidates(invite))
                      .allSatisfy(line -> assertThat(line).contains(" typ relay")));
      MediaStats stats = Softphone.get(call.stats());
      assertThat(stats.localCandidate()).endsWith("relay");
      if (transport.equals("tcp")) {
        await("alice at the TURN server").atMost(PATIENCE).until(() -> tcpConnections() > before);
      }
      Softphone.get(call.hangup());
    }
  }

  private static long tcpConnections() {
    return turn.log().lines().filter(line -> line.contains("tcp or tls connected to")).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void with_wrong_credentials_the_call_goes_directly_and_a_warning_says_why(String transport) {
    IceServer refusing = turn.turn(transport, "wrong");
    try (LogRecorder log = new LogRecorder();
        Softphone alice =
            Softphone.of(pbx, "250", "secret250", ua -> ua.iceServer(refusing)).register()) {
      Call call = alice.call("9999", 440);
      alice.ears.awaitTone(440);

      assertThat(Softphone.get(call.stats()).localCandidate()).doesNotContain("relay");
      // A call does not wait for a server that answers late.
      await().atMost(PATIENCE).until(() -> !warnings(log, refusing).isEmpty());
      Softphone.get(call.hangup());
      assertThat(warnings(log, refusing))
          .as("said once: %s", log.lines())
          .hasSize(1)
          .allSatisfy(line -> assertThat(line).contains("401").contains("credential"))
          .allSatisfy(line -> assertThat(line).doesNotContain("wrong"));
    }
  }

  private static List<String> warnings(LogRecorder log, IceServer server) {
    return log.lines().stream()
        .filter(line -> line.startsWith("WARN") && line.contains(server.urls().get(0)))
        .toList();
  }

  @Test
  void with_wrong_credentials_a_call_by_relay_only_fails_and_says_why() {
    IceServer refusing = turn.turn("udp", "wrong");
    try (Softphone alice = relayed(refusing)) {
      Throwable failure = catchThrowable(() -> alice.call("9999", 440));

      assertThat(failure).hasMessageContaining(refusing.urls().get(0)).hasMessageContaining("401");
      assertThat(alice.sent("INVITE")).isEmpty();
    }
  }

  @Test
  void relay_only_without_a_turn_server_fails_and_says_so() {
    try (Softphone alice = relayed(IceServer.stun("stun:127.0.0.1:3478"))) {
      Throwable failure = catchThrowable(() -> alice.call("9999", 440));

      assertThat(failure).hasMessageContaining("relayOnly").hasMessageContaining("TURN");
      assertThat(alice.sent("INVITE")).isEmpty();
    }
  }

  private static Softphone relayed(IceServer server) {
    // Without a relayed address there is no call, so that a busy machine gets its time.
    WebRtcMedia media = WebRtcMedia.builder().relayOnly(true).iceGatheringTimeout(PATIENCE).build();
    return Softphone.of(pbx, "250", "secret250", ua -> ua.media(media).iceServer(server))
        .register();
  }

  private static List<String> candidates(String invite) {
    return invite.lines().filter(line -> line.startsWith("a=candidate:")).toList();
  }
}
