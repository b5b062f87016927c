package io.jasip.examples.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.jasip.ConnectionEvent;
import io.jasip.RequestOptions;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.fault.Fault;
import io.jasip.sip.SipBody;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** When a real Asterisk closes the WebSocket, the event of the connection says why. */
class ClosedByServerIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  /** S01. The time is Asterisk's own. */
  @Test
  void whoever_asks_for_nothing_is_closed_after_32_seconds() {
    try (Softphone alice = Softphone.of(asterisk16, "250").start();
        Softphone bob = Softphone.of(asterisk22, "251").start()) {
      awaitClosed(alice, Fault.WS_CLOSED_WITHOUT_REQUEST, Duration.ofSeconds(60));
      awaitClosed(bob, Fault.WS_CLOSED_WITHOUT_REQUEST, Duration.ofSeconds(60));
    }
  }

  /** S15. */
  @ParameterizedTest
  @MethodSource("servers")
  void a_message_of_more_than_64_kilobytes_is_too_big(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      SipBody long66000 = SipBody.of("text/plain", "x".repeat(66_000).getBytes(UTF_8));
      alice.ua.sendMessage("251", long66000, RequestOptions.DEFAULT);

      awaitClosed(alice, Fault.WS_MESSAGE_TOO_BIG, Duration.ofSeconds(30));
    }
  }

  private static void awaitClosed(Softphone phone, Fault expected, Duration patience) {
    await()
        .atMost(patience)
        .until(
            () ->
                phone.connections.stream()
                    .map(ConnectionEvent::failure)
                    .anyMatch(why -> why != null && why.fault() == expected));
  }
}
