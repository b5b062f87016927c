package io.jasip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketServerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wss://pbx.example.com | wss://pbx.example.com:443/ws",
        "ws://pbx.example.com | ws://pbx.example.com:80/ws",
        "wss://pbx.example.com/ | wss://pbx.example.com:443/ws",
        "WSS://pbx.example.com:8089/ws | wss://pbx.example.com:8089/ws",
        "wss://192.0.2.1:8089/asterisk/ws | wss://192.0.2.1:8089/asterisk/ws",
        "wss://[2001:db8::1]:8089/ws | wss://[2001:db8::1]:8089/ws",
        "wss://h:65535/a%20b?x=1&y=2 | wss://h:65535/a%20b?x=1&y=2",
        "ws://h?token=1 | ws://h:80/ws?token=1",
        "' wss://h:1/ws ' | wss://h:1/ws",
      })
  void readsAUrl(String text, String url) {
    WebSocketServer server = WebSocketServer.parse(text);

    assertThat(server.url()).isEqualTo(url);
    assertThat(server.secure()).isEqualTo(url.startsWith("wss"));
    assertThat(WebSocketServer.parse(url)).isEqualTo(server);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | write wss://host:8089/ws",
        "pbx.example.com | write wss://host:8089/ws",
        "pbx.example.com:8089 | write wss://host:8089/ws",
        "//pbx.example.com | write wss://host:8089/ws",
        "sip:pbx.example.com | write wss://host:8089/ws",
        "tcp://pbx.example.com | write wss://host:8089/ws",
        "http://pbx.example.com/ws | begins with wss:// (or ws://), not with http://",
        "https://pbx.example.com/ws | begins with wss:// (or ws://), not with https://",
        "wss:pbx.example.com | the host is missing or malformed; write wss://host:8089/ws",
        "wss:///ws | the host is missing or malformed; write wss://host:8089/ws",
        "wss://:8089/ws | the host is missing or malformed; write wss://host:8089/ws",
        "wss://pbx_1.example.com:x/ws | the host is missing or malformed",
        "wss:// | at character 6",
        "wss://pbx example.com | at character 6",
        "wss://[::1/ws | at character",
        "wss://h/a b | Illegal character in path at character 9",
        "wss://h:0/ws | port 0 is not between 1 and 65535",
        "wss://h:65536/ws | port 65536 is not between 1 and 65535",
        "wss://h:99999999999/ws | ",
        "wss://h/ws#top | has no fragment (#)",
      })
  void refusesWhatIsNotAWebSocketUrl(String text, String why) {
    assertThatThrownBy(() -> WebSocketServer.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("server URL \"" + text + "\": ")
        .hasMessageContaining(why == null ? "" : why)
        .hasMessageNotContainingAny("\n", "\r");
  }

  @Test
  void refusesCredentialsWithoutRepeatingThem() {
    assertThatThrownBy(() -> WebSocketServer.parse("wss://alice:secret@pbx.example.com/ws"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("server URL \"wss://***@pbx.example.com\": credentials do not belong into it");
  }

  @Test
  void aTokenInTheQueryIsSentAndNotShown() {
    WebSocketServer server = WebSocketServer.parse("wss://pbx.example.com/ws?token=wonderland");

    assertThat(server.url()).endsWith("/ws?token=wonderland");
    assertThat(server).hasToString("wss://pbx.example.com:443/ws?***");
    assertThatThrownBy(() -> WebSocketServer.parse("wss://pbx.example.com/ws?token=wonder land"))
        .hasMessageContaining("wss://pbx.example.com/ws?***")
        .hasMessageNotContaining("land");
  }

  @Test
  void anErrorIsOneLineEvenIfTheUrlIsNot() {
    assertThatThrownBy(() -> WebSocketServer.parse("wss://pbx\r\nX-Evil: 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("\n", "\r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wss://alice:wonderland@pbx.example/ws",
        "https://alice:wonderland@pbx.example/ws",
        "wss://alice:wonderland@pbx example/ws",
        "wss://alice:wonderland@/ws"
      })
  void aPasswordIsNotRepeated(String url) {
    assertThatThrownBy(() -> WebSocketServer.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("wonderland");
  }
}
