package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a plain connection does not come about: the layer, the value, the way out. */
class ConnectFailureTest extends LoopbackTest {

  /** No name server is asked for a label of more than 63 characters. */
  @Test
  void unknownHost() {
    String host = "a".repeat(64) + ".invalid";

    assertSays(
        failure("ws://" + host + ":8088/ws", TlsConfig.system()),
        Layer.DNS,
        0,
        "the host name \"" + host + "\" has no address; check its spelling");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws", "wss"})
  void nobodyListens(String scheme) {
    int port = closedPort();

    assertSays(
        failure(scheme + "://127.0.0.1:" + port + "/ws", TlsConfig.system()),
        Layer.TCP,
        0,
        "127.0.0.1:" + port + " refuses connections; check the port and that the server runs");
  }

  /** Localhost has two addresses where there is IPv6; the server listens on one of them. */
  @Test
  void nobodyListensAtAName() {
    int port = closedPort();

    assertSays(
        failure("ws://localhost:" + port + "/ws", TlsConfig.system()),
        Layer.TCP,
        0,
        "localhost:" + port + " refuses connections");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 Bad Request | no WebSocket for SIP is at this path",
        "401 Unauthorized | asks for credentials of its own",
        "403 Forbidden | asks for credentials of its own",
        "404 Not Found | correct the path: on Asterisk it is /ws",
        "407 Proxy Authentication Required | asks for credentials of its own",
        "426 Upgrade Required | no WebSocket for SIP is at this path",
        "301 Moved Permanently | write the address that it redirects to",
        "307 Temporary Redirect | write the address that it redirects to",
        "502 Bad Gateway | the SIP server behind it is not",
        "503 Service Unavailable | the server is overloaded or limits its connections",
        "504 Gateway Timeout | the SIP server behind it is not",
        "200 OK | to the WebSocket upgrade of /no/ws?***",
        "418 I'm a teapot | to the WebSocket upgrade of /no/ws?***",
      })
  void httpStatus(String status, String wayOut) {
    int port =
        rawServer(RawServer.answering("HTTP/1.1 " + status + "\nContent-Length: 5\n\nhello"));

    assertSays(
        failure("ws://127.0.0.1:" + port + "/no/ws?x=1", TlsConfig.system()),
        Layer.HTTP,
        Integer.parseInt(status.substring(0, 3)),
        "127.0.0.1:" + port + " answered " + status + " to the WebSocket upgrade of /no/ws?***",
        wayOut);
  }

  @Test
  void theProjectsOwnServerKnowsNoOtherPath() {
    WebSocketSipServer server = sipServer(null, connection -> alice);

    assertSays(
        failure("ws://127.0.0.1:" + server.port() + "/other", TlsConfig.system()),
        Layer.HTTP,
        404,
        "answered 404 Not Found to the WebSocket upgrade of /other; correct the path");
  }

  @Test
  void noSubprotocol() {
    int port = rawServer(RawServer.answering(switching("")));

    assertSays(
        failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system()),
        Layer.WEBSOCKET,
        0,
        "127.0.0.1:" + port + " opened a WebSocket without the subprotocol \"sip\"",
        "its SIP module for WebSockets is not loaded");
  }

  @Test
  void otherSubprotocol() {
    int port = rawServer(RawServer.answering(switching("Sec-WebSocket-Protocol: chat\n")));

    assertSays(
        failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system()),
        Layer.WEBSOCKET,
        0,
        "without the subprotocol \"sip\"",
        "but with \"chat\"");
  }

  @Test
  void wrongAccept() {
    int port =
        rawServer(
            RawServer.answering(
                switching("Sec-WebSocket-Protocol: sip\n")
                    .replace("ACCEPT", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")));
    ConnectionFailedException why = failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system());

    assertSays(why, Layer.WEBSOCKET, 0, "127.0.0.1:" + port, "RFC 6455");
    assertThat(why.getMessage()).doesNotContain("subprotocol");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\n\n",
        "\u0000\u0001\u0002\u0015\u0003\u0001\n\n",
        "SSH-2.0-OpenSSH_9.2p1\n",
        "SIP/2.0 400 Bad Request\n\n",
      })
  void notHttp(String garbage) {
    int port = rawServer(RawServer.answering(garbage));

    assertSays(
        failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system()),
        Layer.HTTP,
        0,
        "127.0.0.1:" + port,
        "write wss://");
  }

  @Test
  void plainToATlsPort() {
    WebSocketSipServer server =
        sipServer(TestCertificate.valid().serverSide(), connection -> alice);

    assertSays(
        failure("ws://127.0.0.1:" + server.port() + "/ws", TlsConfig.system()),
        Layer.HTTP,
        0,
        "127.0.0.1:" + server.port(),
        "write wss://");
  }

  @Test
  void aServerThatClosesAtOnce() {
    int port = rawServer(new RawServer.Closing());

    assertSays(
        failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system()),
        Layer.HTTP,
        0,
        "127.0.0.1:" + port + " closed the connection without answering the WebSocket upgrade",
        "write wss://");
  }

  @Test
  void aServerThatClosesInTheMiddleOfItsAnswer() {
    int port = rawServer(RawServer.answering("HTTP/1.1 101 Switching Protocols\nUpgrade: "));

    assertSays(
        failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system()),
        Layer.WEBSOCKET,
        0,
        "127.0.0.1:" + port + " answered the upgrade against RFC 6455",
        "whether a proxy in between knows WebSockets");
  }

  @Test
  void anEndlessHttpHeader() {
    int port =
        rawServer(RawServer.answering("HTTP/1.1 200 OK\nX-Long: " + "x".repeat(100_000) + "\n\n"));

    assertSays(
        failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system()),
        Layer.HTTP,
        200,
        "127.0.0.1:" + port);
  }

  @Test
  void anEndlessHttpBody() {
    int port =
        rawServer(
            RawServer.answering(
                "HTTP/1.1 200 OK\nContent-Length: 100000\n\n" + "x".repeat(100_000)));
    ConnectionFailedException why = failure("ws://127.0.0.1:" + port + "/ws", TlsConfig.system());

    assertThat(why.layer()).isEqualTo(Layer.HTTP);
    assertThat(why.getMessage()).contains("127.0.0.1:" + port).doesNotContain("\n");
  }

  private static String switching(String fields) {
    return "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\n"
        + "Sec-WebSocket-Accept: ACCEPT\n"
        + fields
        + "\n";
  }
}
