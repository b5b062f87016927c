package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.WebSocketSipServer;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.transport.ConnectionFailedException;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that takes a registration and refuses its refresh. */
class LostRegistrationTest {

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicInteger registers = new AtomicInteger();
  private WebSocketSipServer server;

  @BeforeEach
  void listen() {
    NettyLoop loop = new NettyLoop(group.next());
    server = WebSocketSipServer.listen(loop.eventLoop(), null, 0, "/ws", Line::new).join();
  }

  @AfterEach
  void close() {
    server.close().join();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private final class Line implements SipConnection.Listener {
    private final SipConnection connection;

    Line(SipConnection connection) {
      this.connection = connection;
    }

    @Override
    public void onMessage(SipMessage message) {
      SipRequest request = (SipRequest) message;
      boolean first = registers.incrementAndGet() == 1;
      ResponseBuilder response = new ResponseBuilder(request, first ? 200 : 403, "pbx");
      if (first) {
        String contact = request.header("Contact").orElse("");
        response.header("Contact", contact.replaceFirst(";expires=[0-9]+", "") + ";expires=6");
      }
      connection.send(response.build());
    }

    @Override
    public void onClosed(ConnectionFailedException why) {}
  }

  @ParameterizedTest
  @CsvSource({"answer, --timeout", "register, --duration"})
  void whoever_waits_is_told_that_no_call_can_come(String command, String wait) {
    Screen screen =
        Screen.of(
            command,
            "--server",
            "ws://127.0.0.1:" + server.port() + "/ws",
            "--user",
            "250",
            wait,
            "60",
            "--json");

    assertThat(screen.code()).as(screen.out()).isEqualTo(ExitCode.REGISTRATION_REFUSED.code());
    assertThat(screen.err()).contains("REGISTER", "403");
    assertThat(screen.eventNames()).containsSubsequence("registered", "unregistered", "error");
  }
}
