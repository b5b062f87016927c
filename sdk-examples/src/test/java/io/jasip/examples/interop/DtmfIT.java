package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.DtmfEvent;
import io.jasip.examples.asterisk.AsteriskServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Digits as RTP events (RFC 4733) and by INFO: Asterisk sends INFO to extension 262, whose endpoint
 * has {@code dtmf_mode=info}.
 */
class DtmfIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_dialplan_reads_the_digits_of_alice(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.call("9998", 0);
      awaitMedia(call);
      Softphone.get(call.sendDtmf("0123456789*ABCD#"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(pbx.log()).contains("read the digits '0123456789*ABCD'"));
      if (pbx.version() == 22) { // 16 has no telephone-event/48000, beside Opus
        assertThat(pbx.log().lines().filter(line -> line.contains("DTMF end '1' received")))
            .isNotEmpty()
            .allMatch(line -> line.matches(".* duration 1[0-9]{2} ms"));
      }
      Softphone.get(call.hangup());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void asterisk_presses_keys_by_info(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "262").register()) {
      Call call = alice.ua.call("9995", alice.whistling(500));
      Digits digits = new Digits(call);

      digits.awaitAll("159#");

      assertThat(alice.received("INFO")).hasSize(4);
      Softphone.get(call.hangup());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_presses_keys_and_bob_gets_them_by_info(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "262").register()) {
      Call outgoing = alice.ua.call("262", alice.whistling(500));
      Call incoming = bob.awaitRinging();
      Digits digits = new Digits(incoming);
      Softphone.get(incoming.answer(bob.whistling(900)));
      Softphone.get(outgoing.answered());
      awaitMedia(outgoing);

      Softphone.get(outgoing.sendDtmf("42*D"));

      digits.awaitAll("42*D");
      Softphone.get(outgoing.hangup());
    }
  }

  private static void awaitMedia(Call call) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Softphone.get(call.stats()).packetsSent()).isPositive());
  }

  /** What the peer of a call has pressed. */
  private static final class Digits {

    private final List<DtmfEvent> events = new CopyOnWriteArrayList<>();

    Digits(Call call) {
      call.addListener(
          new CallListener() {
            @Override
            public void onDtmf(DtmfEvent event) {
              events.add(event);
            }
          });
    }

    void awaitAll(String digits) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(events)
                    .extracting(DtmfEvent::source)
                    .containsOnly(DtmfEvent.Source.INFO);
                assertThat(events)
                    .extracting(event -> String.valueOf(event.digit()))
                    .containsExactly(digits.split(""));
              });
    }
  }
}
