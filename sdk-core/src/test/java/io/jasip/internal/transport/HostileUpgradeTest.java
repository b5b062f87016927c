package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.transport.ConnectOptions;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Servers that open a WebSocket and then break its rules, and servers that never come to an end.
 */
class HostileUpgradeTest extends LoopbackTest {

  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\n"
          + "Sec-WebSocket-Accept: ACCEPT\nSec-WebSocket-Protocol: sip\n\n";

  /** The bytes of the frame are ISO 8859-1 characters; the server closes after them. */
  private ConnectionFailedException ended(String frame) {
    int port = rawServer(RawServer.answering(SWITCHING + frame));
    connect("ws://127.0.0.1:" + port + "/ws", TlsConfig.system());
    alice.connection();
    return alice.closed();
  }

  @Test
  void aMaskedFrame() {
    assertSays(ended("\u0081\u0081abcdx"), Layer.WEBSOCKET, 1006, "was lost: ", "mask");
  }

  @Test
  void aFrameThatIsTooLong() {
    assertSays(
        ended("\u0082\u007f\0\0\0\0\u007f\0\0\0"), Layer.WEBSOCKET, 1006, "was lost: ", "65536");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00f1\u0001x", "\u0083\u0001x", "\u0080\u0001x", "\u0009\u0000"})
  void aFrameThatRfc6455DoesNotKnow(String frame) {
    assertSays(ended(frame), Layer.WEBSOCKET, 1006, "was lost: ");
  }

  @Test
  void textThatIsNotUtf8() {
    assertSays(ended("\u0081\u0002\u00c3\u0028"), Layer.WEBSOCKET, 1006, "127.0.0.1");
  }

  @Test
  void headerFieldsWithoutEnd() {
    int port =
        rawServer(
            RawServer.answering("HTTP/1.1 101 Switching Protocols\n" + "A: b\n".repeat(9_000)));

    ConnectionFailedException why = failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system());

    assertThat(why.layer()).isIn(Layer.HTTP, Layer.WEBSOCKET);
    assertThat(why.getMessage()).contains("127.0.0.1:" + port);
  }

  @Test
  void theApplicationsHeaderFieldsAreInTheUpgrade() {
    RawServer.Recording server = new RawServer.Recording();
    int port = rawServer(server);
    connectWith(
        "ws://127.0.0.1:" + port + "/ws",
        TlsConfig.system(),
        ConnectOptions.builder()
            .header("Cookie", "session=1")
            .header("Origin", "https://phone.example.com")
            .build());
    alice.failure();
    assertThat(server.text())
        .contains("\nCookie: session=1\r\n", "\nOrigin: https://phone.example.com\r\n")
        .containsOnlyOnce("rigin:");
  }
}
