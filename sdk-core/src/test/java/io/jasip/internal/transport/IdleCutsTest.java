package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.fault.Fault;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H17: a connection that ends without a close frame, in virtual time")
class IdleCutsTest {

  private final IdleCuts cuts = new IdleCuts();
  private EmbeddedChannel channel = new EmbeddedChannel();
  private @Nullable ConnectionFailedException why;

  private void open() {
    channel = new EmbeddedChannel();
    channel.freezeTime();
    WebSocketConnection connection =
        new WebSocketConnection(channel, "pbx.example", new SipParser(MessageLimits.DEFAULT), null);
    channel.pipeline().addLast(new IdleWatch(cuts), connection);
    connection.listen(
        new SipConnection.Listener() {
          @Override
          public void onMessage(SipMessage message) {}

          @Override
          public void onClosed(ConnectionFailedException reason) {
            why = reason;
          }
        });
  }

  private void silence(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
  }

  private Fault cut() {
    channel.finishAndReleaseAll();
    assertThat(why).isNotNull();
    return why.fault();
  }

  @Test
  void afterAMinuteOfSilence() {
    open();
    silence(60_060);

    assertThat(cut()).isEqualTo(Fault.WS_CUT_WHEN_IDLE);
    assertThat(why).hasMessageContaining("60.1 s").hasMessageContaining("KeepAlive");
  }

  @Test
  void whileThePhoneSendsPings() {
    open();
    for (int i = 0; i < 4; i++) {
      silence(25_000);
      channel.writeOutbound(new TextWebSocketFrame("\r\n\r\n"));
    }
    silence(1_000);

    assertThat(cut()).isEqualTo(Fault.WS_LOST);
  }

  @Test
  void whileTheServerAnswersPings() {
    open();
    silence(59_000);
    channel.writeInbound(new PongWebSocketFrame(Unpooled.EMPTY_BUFFER));
    silence(20_000);

    assertThat(cut()).isEqualTo(Fault.WS_LOST);
  }

  @Test
  void withACloseFrameAfterAMinuteOfSilence() {
    open();
    silence(60_000);
    channel.writeInbound(new CloseWebSocketFrame(1001, "bye"));

    assertThat(cut()).isEqualTo(Fault.WS_CLOSED_BY_SERVER);
  }

  @Test
  void afterTheSameShortSilenceAgain() {
    open();
    silence(10_020);
    assertThat(cut()).isEqualTo(Fault.WS_LOST);

    open();
    silence(10_030);
    assertThat(cut()).isEqualTo(Fault.WS_CUT_WHEN_IDLE);
  }

  @Test
  void afterAnotherShortSilence() {
    open();
    silence(10_020);
    cut();

    open();
    silence(14_000);
    assertThat(cut()).isEqualTo(Fault.WS_LOST);
  }

  @Test
  void rightAwayEachTime() {
    assertThat(cuts.isOne(Duration.ofMillis(40))).isFalse();
    assertThat(cuts.isOne(Duration.ofMillis(41))).isFalse();
  }
}
