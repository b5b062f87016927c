package io.jasip.internal.transport;

import io.jasip.Limits;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server that takes the connection, or not even that, and then says nothing. */
class SilentServerTest extends LoopbackTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @Test
  @DisplayName("#5 A TCP connection that does not come about has a limit")
  void tcp() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Nobody accepts: with its queue full, the system does not answer any more.
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
      }
      connect("ws://127.0.0.1:" + full.getLocalPort() + "/ws", SHORT, LONG);
      assertSays(alice.failure(), Layer.TCP, 0, "did not answer within 1 s", "firewall");
    } finally {
      for (Socket each : waiting) {
        each.close();
      }
    }
  }

  @Test
  @DisplayName("#5 A TLS handshake that does not come to an end has a limit")
  void tls() {
    int port = rawServer(new RawServer.Silent());
    connect("wss://127.0.0.1:" + port + "/ws", LONG, SHORT);
    assertSays(alice.failure(), Layer.TLS, 0, "127.0.0.1:" + port);
  }

  @Test
  @DisplayName("#5 An upgrade that is not answered has a limit")
  void upgrade() {
    int port = rawServer(new RawServer.Silent());
    connect("ws://127.0.0.1:" + port + "/ws", LONG, SHORT);
    assertSays(alice.failure(), Layer.HTTP, 0, "127.0.0.1:" + port);
  }

  private void connect(String url, Duration tcpTimeout, Duration handshakeTimeout) {
    WebSocketConnector connector =
        new WebSocketConnector(
            new NettyLoop(eventLoop),
            TlsConfig.insecure(),
            "JaSIP test",
            Limits.DEFAULT,
            null,
            Runnable::run,
            ConnectOptions.DEFAULT,
            tcpTimeout,
            handshakeTimeout);
    eventLoop
        .submit(() -> connector.connect(WebSocketServer.parse(url), alice))
        .syncUninterruptibly();
  }
}
