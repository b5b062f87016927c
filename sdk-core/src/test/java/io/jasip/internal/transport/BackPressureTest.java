package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Limits;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that floods alice, and one that reads nothing of what she sends. */
class BackPressureTest extends LoopbackTest {

  private static final String OPTIONS =
      """
      OPTIONS sip:alice@pbx SIP/2.0
      Via: SIP/2.0/WS pbx.example;branch=z9hG4bK1
      Max-Forwards: 70
      To: <sip:alice@pbx>
      From: <sip:pbx@pbx>;tag=1
      Call-ID: 1
      CSeq: 1 OPTIONS
      Subject: %s

      """
          .formatted("x".repeat(1_000))
          .replace("\n", "\r\n");

  /** More than the buffers of TCP hold of such messages. */
  private static final int FLOOD = 12_000;

  private final RawServer.Frames server = new RawServer.Frames();

  /** What waits in a channel is not freed by the end of its thread. */
  @AfterEach
  void bothClose() {
    if (server.isOpen()) {
      server.channel().close().awaitUninterruptibly();
      alice.connection().abort();
      alice.closed();
    }
  }

  private Channel connected() {
    connect("ws://127.0.0.1:" + rawServer(server) + "/ws", TlsConfig.system());
    alice.connection();
    return server.channel();
  }

  /** Has the server send so many frames, as fast as TCP takes them. */
  private static void flood(Channel server, AtomicInteger sent, Supplier<Object> frame) {
    while (server.isActive() && server.isWritable() && sent.get() < FLOOD) {
      sent.incrementAndGet();
      server.write(frame.get());
    }
    server.flush();
    if (server.isActive() && sent.get() < FLOOD) {
      server.eventLoop().schedule(() -> flood(server, sent, frame), 1, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void aFloodWaitsInTheServerWhileAnotherUserAgentOfTheLoopWorks() {
    connect(
        "ws://127.0.0.1:" + rawServer(server) + "/ws", Limits.DEFAULT.withMessagesPerSecond(50));
    Channel hostile = server.channel();
    WebSocketSipServer good =
        sipServer(
            null,
            connection ->
                new SipConnection.Listener() {
                  @Override
                  public void onMessage(SipMessage message) {
                    connection.send(new ResponseBuilder((SipRequest) message, 200, "b").build());
                  }

                  @Override
                  public void onClosed(ConnectionFailedException why) {}
                });
    Alice carol = new Alice();
    connect("ws://127.0.0.1:" + good.port() + "/ws", TlsConfig.system(), null, carol);
    carol.connection();

    AtomicInteger sent = new AtomicInteger();
    eventLoop.execute(() -> flood(hostile, sent, () -> new TextWebSocketFrame(OPTIONS)));
    alice.message();
    for (int i = 0; i < 100; i++) {
      carol.connection().send(request("hello"));
      assertThat(carol.message().startLine()).isEqualTo("SIP/2.0 200 OK");
    }
    await("the server to be kept from sending")
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> !hostile.isWritable());
    assertThat(alice.waiting()).isLessThan(FLOOD / 2);
    assertThat(sent.get()).isLessThan(FLOOD);
    assertThat(alice.isOpen()).isTrue();
  }

  @Test
  void afterTheFloodTheConnectionIsReadAgain() {
    Channel hostile = connected();
    int few = Limits.DEFAULT.messagesPerSecond() + 200;
    for (int i = 0; i < few; i++) {
      hostile.write(new TextWebSocketFrame(OPTIONS));
    }
    hostile.flush();
    for (int i = 0; i < few; i++) {
      assertThat(alice.message().callId()).isEqualTo("1");
    }
  }

  @Test
  void aServerThatReadsNothingLosesTheConnection() {
    TestCertificate certificate = TestCertificate.valid();
    int port = rawServer(new RawServer.Tls(certificate.serverSide(), made -> {}, server));
    connect("wss://127.0.0.1:" + port + "/ws", TlsConfig.insecure());
    SipConnection connection = alice.connection();
    server.channel().config().setAutoRead(false);
    SipRequest large = request("y".repeat(60_000));
    eventLoop.execute(() -> sendOnAndOn(connection, large));

    assertSays(
        alice.closed(), Layer.WEBSOCKET, 1006, "it does not read", "1048576 bytes", "Limits");
  }

  private void sendOnAndOn(SipConnection connection, SipRequest large) {
    if (alice.isOpen()) {
      connection.send(large);
      assertThat(pending(connection)).isLessThan(Limits.DEFAULT.unsentBytes() + 200_000L);
      eventLoop.execute(() -> sendOnAndOn(connection, large));
    }
  }

  private static long pending(SipConnection connection) {
    ChannelOutboundBuffer buffer =
        ((WebSocketConnection) connection).channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.totalPendingWriteBytes();
  }

  private static SipRequest request(String body) {
    NameAddr carol = NameAddr.of(SipUri.parse("sip:carol@pbx"));
    return new RequestBuilder(
            carol.uri(),
            new Via("WSS", "a.invalid", SipParameters.NONE.with("branch", "z9hG4bK1")),
            carol.withTag("c1"),
            carol,
            "call-1",
            new CSeq(1, SipMethod.MESSAGE))
        .body("text/plain", body)
        .build();
  }
}
