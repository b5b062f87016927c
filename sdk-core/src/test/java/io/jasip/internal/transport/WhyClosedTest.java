package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.fault.Fault;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Why Asterisk has closed the connection, in virtual time")
class WhyClosedTest {

  private final EmbeddedChannel asterisk = new EmbeddedChannel();
  private final WebSocketConnection alice =
      new WebSocketConnection(asterisk, "pbx.example", new SipParser(MessageLimits.DEFAULT), null);
  private @Nullable ConnectionFailedException why;

  WhyClosedTest() {
    asterisk.freezeTime();
    asterisk.config().setWriteBufferWaterMark(new WriteBufferWaterMark(500_000, 1_000_000));
    asterisk.pipeline().addLast(alice);
    alice.listen(
        new SipConnection.Listener() {
          @Override
          public void onMessage(SipMessage message) {}

          @Override
          public void onClosed(ConnectionFailedException reason) {
            why = reason;
          }
        });
  }

  /** Of so many bytes, five digits, head and all. */
  private static SipMessage message(int bytes) throws Exception {
    String head =
        """
        MESSAGE sip:bob@pbx SIP/2.0
        Via: SIP/2.0/WS pbx.example;branch=z9hG4bK1
        Max-Forwards: 70
        To: <sip:bob@pbx>
        From: <sip:alice@pbx>;tag=1
        Call-ID: 1
        CSeq: 1 MESSAGE
        Content-Type: text/plain
        Content-Length: LONG!

        """
            .replace("\n", "\r\n");
    int body = bytes - head.length();
    return Objects.requireNonNull(
        new SipParser(MessageLimits.DEFAULT)
            .parse(
                (head.replace("LONG!", String.valueOf(body)) + "x".repeat(body))
                    .getBytes(StandardCharsets.US_ASCII)));
  }

  /** The server reads nothing, so that no farewell of ours ever leaves. */
  private void isStuck() {
    asterisk
        .pipeline()
        .addFirst(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(
                  ChannelHandlerContext context, Object message, ChannelPromise promise) {
                ReferenceCountUtil.release(message);
              }

              @Override
              public void close(ChannelHandlerContext context, ChannelPromise promise) {}
            });
  }

  private void aSecondLater() {
    asterisk.advanceTimeBy(1, TimeUnit.SECONDS);
    asterisk.runScheduledPendingTasks();
  }

  @Test
  @DisplayName("a server that closes and does not read our answer is left all the same")
  void closesAndDoesNotRead() {
    isStuck();
    asterisk.writeInbound(new CloseWebSocketFrame(1001, "going away"));
    assertThat(why).isNull();
    aSecondLater();

    assertThat(why).hasMessageContaining("1001 going away");
  }

  @Test
  @DisplayName("a server that breaks the rules and does not read is left all the same")
  void breaksTheRulesAndDoesNotRead() {
    isStuck();
    asterisk.pipeline().fireExceptionCaught(new TooLongFrameException("a frame is too long"));
    assertThat(why).isNull();
    aSecondLater();

    assertThat(why).hasMessageContaining("a frame is too long");
  }

  private Fault broken() {
    asterisk.finishAndReleaseAll();
    return Objects.requireNonNull(why).fault();
  }

  @Test
  @DisplayName("S01: nothing was asked for 32 seconds")
  void nothingAsked() {
    asterisk.advanceTimeBy(32, TimeUnit.SECONDS);
    asterisk.writeInbound(new CloseWebSocketFrame(1000, ""));

    assertThat(broken()).isEqualTo(Fault.WS_CLOSED_WITHOUT_REQUEST);
  }

  @Test
  @DisplayName("S15: it says that the message is too long")
  void tooLong() throws Exception {
    alice.send(message(65_530));
    asterisk.writeInbound(new CloseWebSocketFrame(1009, ""));

    assertThat(broken()).isEqualTo(Fault.WS_MESSAGE_TOO_BIG);
  }

  @Test
  @DisplayName("S15: the network has lost what it said of the message that is too long")
  void tooLongWithoutAWord() throws Exception {
    alice.send(message(65_530));

    assertThat(broken()).isEqualTo(Fault.WS_MESSAGE_TOO_BIG);
  }

  @Test
  void afterALongMessageThatItHasAnswered() throws Exception {
    alice.send(message(65_530));
    asterisk.writeInbound(new TextWebSocketFrame("\r\n"));

    assertThat(broken()).isEqualTo(Fault.WS_LOST);
  }

  @Test
  void afterTheLongestThatItReads() throws Exception {
    alice.send(message(65_520));

    assertThat(broken()).isEqualTo(Fault.WS_LOST);
  }
}
