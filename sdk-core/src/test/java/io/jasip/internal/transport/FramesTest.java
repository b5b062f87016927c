package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Limits;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a server may send in its frames (RFC 7118 section 5, RFC 5626 section 4.4.1). */
class FramesTest extends LoopbackTest {

  private static final String OPTIONS =
      """
      OPTIONS sip:alice@pbx SIP/2.0
      Via: SIP/2.0/WS pbx.example;branch=z9hG4bK1
      Max-Forwards: 70
      To: <sip:alice@pbx>
      From: <sip:pbx@pbx>;tag=1
      Call-ID: 1
      CSeq: 1 OPTIONS
      Content-Length: 0

      """
          .replace("\n", "\r\n");

  private final RawServer.Frames server = new RawServer.Frames();

  private Channel connected() {
    connect("ws://localhost:" + rawServer(server) + "/ws", TlsConfig.system());
    alice.connection();
    return server.channel();
  }

  @Test
  @DisplayName("#6 A double CRLF is answered with one")
  void aPingOfLineEnds() {
    connected().writeAndFlush(new TextWebSocketFrame("\r\n\r\n"));
    assertThat(received(TextWebSocketFrame.class)).isEqualTo("\r\n");
    assertThat(alice.isOpen()).isTrue();
  }

  @Test
  @DisplayName("#6 A single CRLF is the answer to a ping, and no message")
  void aPongOfLineEnds() {
    Channel bob = connected();
    bob.writeAndFlush(new TextWebSocketFrame("\r\n"));
    bob.writeAndFlush(new TextWebSocketFrame(OPTIONS));
    assertThat(alice.message().startLine()).isEqualTo("OPTIONS sip:alice@pbx SIP/2.0");
    assertThat(server.received).isEmpty();
  }

  @Test
  @DisplayName("#9 A WebSocket ping is answered with its pong")
  void aWebSocketPing() {
    connected()
        .writeAndFlush(
            new PingWebSocketFrame(Unpooled.copiedBuffer("42", StandardCharsets.US_ASCII)));
    assertThat(received(PongWebSocketFrame.class)).isEqualTo("42");
  }

  @Test
  @DisplayName("#9 The pong to a WebSocket ping of ours is a sign of life")
  void aPingOfOurs() {
    connected();
    eventLoop.execute(alice.connection()::ping);
    alice.awaitSignOfLife();
  }

  @Test
  @DisplayName("#7 A ping of line ends of ours, and its answer")
  void aCrlfPingOfOurs() {
    Channel bob = connected();
    eventLoop.execute(alice.connection()::pingByCrlf);
    assertThat(received(TextWebSocketFrame.class)).isEqualTo("\r\n\r\n");
    bob.writeAndFlush(new TextWebSocketFrame("\r\n"));
    alice.awaitSignOfLife();
  }

  @Test
  @DisplayName("#11 A binary frame is read like a text frame")
  void aBinaryFrame() {
    connected()
        .writeAndFlush(
            new BinaryWebSocketFrame(Unpooled.copiedBuffer(OPTIONS, StandardCharsets.UTF_8)));
    assertThat(alice.message().callId()).isEqualTo("1");
  }

  @Test
  void aMessageInSeveralFragments() {
    Channel bob = connected();
    bob.writeAndFlush(new TextWebSocketFrame(false, 0, OPTIONS.substring(0, 20)));
    bob.writeAndFlush(new ContinuationWebSocketFrame(false, 0, OPTIONS.substring(20, 60)));
    bob.writeAndFlush(new ContinuationWebSocketFrame(true, 0, OPTIONS.substring(60)));
    assertThat(alice.message().callId()).isEqualTo("1");
  }

  @Test
  void aMessageThatIsNotSipIsDroppedAndTheNextIsRead() {
    Channel bob = connected();
    bob.writeAndFlush(new TextWebSocketFrame("what is this?\r\n\r\n"));
    bob.writeAndFlush(new TextWebSocketFrame(OPTIONS));
    assertThat(alice.message().callId()).isEqualTo("1");
    assertThat(server.received).isEmpty();
  }

  @Test
  @DisplayName("#148 A request that is understood in part is answered with 400")
  void aRequestWithABadLength() {
    Channel bob = connected();
    bob.writeAndFlush(new TextWebSocketFrame(OPTIONS.replace("Length: 0", "Length: 99")));
    assertThat(received(TextWebSocketFrame.class))
        .startsWith("SIP/2.0 400 Bad Request: Content-Length")
        .contains("branch=z9hG4bK1", "CSeq: 1 OPTIONS");
    bob.writeAndFlush(new TextWebSocketFrame(OPTIONS));
    assertThat(alice.message().callId()).isEqualTo("1");
  }

  private Channel connectedWithin(Limits limits) {
    connect("ws://localhost:" + rawServer(server) + "/ws", limits);
    alice.connection();
    return server.channel();
  }

  @Test
  void aFrameThatIsLongerThanAliceWants() {
    Channel bob = connectedWithin(Limits.DEFAULT.withMessageSize(4_096));
    bob.writeAndFlush(new TextWebSocketFrame(OPTIONS + "x".repeat(4_096 - OPTIONS.length())));
    assertThat(alice.message().callId()).isEqualTo("1");
    bob.writeAndFlush(new TextWebSocketFrame(OPTIONS + "x".repeat(4_097 - OPTIONS.length())));
    assertSays(alice.closed(), Layer.WEBSOCKET, 1006, "was lost: ", "4096");
    assertThat(farewell()).isEqualTo(1000);
  }

  @Test
  void fragmentsThatAreLongerThanAliceWants() {
    Channel bob = connectedWithin(Limits.DEFAULT.withMessageSize(4_096));
    bob.writeAndFlush(new TextWebSocketFrame(false, 0, OPTIONS));
    bob.writeAndFlush(new ContinuationWebSocketFrame(false, 0, "x".repeat(2_000)));
    bob.writeAndFlush(new ContinuationWebSocketFrame(false, 0, "x".repeat(2_000)));
    assertSays(alice.closed(), Layer.WEBSOCKET, 1006, "was lost: ", "4096");
    assertThat(farewell()).isEqualTo(1000);
  }

  @Test
  void moreHeaderFieldsThanAliceWants() {
    Channel bob = connectedWithin(Limits.DEFAULT.withHeaderFields(50));
    bob.writeAndFlush(
        new TextWebSocketFrame(
            OPTIONS.replace("Call-ID: 1", "Call-ID: many" + "\r\nX: y".repeat(50))));
    bob.writeAndFlush(new TextWebSocketFrame(OPTIONS));
    assertThat(alice.message().callId()).isEqualTo("1");
  }

  @Test
  void theServerClosesWithAReason() {
    connected().writeAndFlush(new CloseWebSocketFrame(1012, "restart\nnow"));
    assertSays(alice.closed(), Layer.WEBSOCKET, 1012, "with code 1012 restart now");
    assertThat(farewell()).isEqualTo(1000);
  }

  @Test
  void theServerVanishes() {
    connected().close();
    assertSays(alice.closed(), Layer.WEBSOCKET, 1006, "without a word (1006)");
  }

  /** The text of the next frame that the server has received, which must be of this kind. */
  private String received(Class<? extends WebSocketFrame> kind) {
    WebSocketFrame frame = frame();
    assertThat(frame).isInstanceOf(kind);
    String text = frame.content().toString(StandardCharsets.UTF_8);
    frame.release();
    return text;
  }

  /** The code of the close frame that the server has received next. */
  private int farewell() {
    CloseWebSocketFrame frame = (CloseWebSocketFrame) frame();
    int code = frame.statusCode();
    frame.release();
    return code;
  }

  private WebSocketFrame frame() {
    try {
      Object frame = server.received.poll(30, TimeUnit.SECONDS);
      assertThat(frame).as("a frame").isNotNull();
      return (WebSocketFrame) frame;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
