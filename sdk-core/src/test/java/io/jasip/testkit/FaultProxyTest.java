package io.jasip.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.testkit.FaultProxy.Direction;
import io.jasip.testkit.FaultProxy.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A network that breaks")
class FaultProxyTest {

  private ServerSocket port;
  private FaultProxy network;

  @BeforeEach
  void listen() throws IOException {
    port = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    port.setSoTimeout(20_000);
    network = FaultProxy.to(port.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    network.close();
    port.close();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), network.port());
  }

  @Test
  void whatBothEndsHaveClosedIsGone() throws IOException {
    try (Socket client = connect();
        Socket server = port.accept()) {
      client.getOutputStream().write("hello".getBytes(US_ASCII));
      assertThat(server.getInputStream().readNBytes(5)).asString(US_ASCII).isEqualTo("hello");
      assertThat(network.open()).isEqualTo(2);

      client.shutdownOutput();
      assertThat(server.getInputStream().read()).isNegative();
      server.getOutputStream().write("bye".getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes(3)).asString(US_ASCII).isEqualTo("bye");
      server.shutdownOutput();
      assertThat(client.getInputStream().read()).isNegative();
    }
    await().atMost(30, TimeUnit.SECONDS).until(() -> network.open() == 0);
  }

  @Test
  void whoEndsWhileNothingArrivesIsHeardOfLater() throws IOException {
    try (Socket client = connect();
        Socket server = port.accept()) {
      await().atMost(30, TimeUnit.SECONDS).until(() -> network.open() == 2);
      network.inject(Fault.STALL, Direction.TO_SERVER, 0);
      client.shutdownOutput();
      server.setSoTimeout(100);
      assertThat(hearsNothing(server)).isTrue();

      network.heal();
      server.setSoTimeout(20_000);
      assertThat(server.getInputStream().read()).isNegative();
    }
    await().atMost(30, TimeUnit.SECONDS).until(() -> network.open() == 0);
  }

  private static boolean hearsNothing(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() == Integer.MIN_VALUE;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    }
  }
}
