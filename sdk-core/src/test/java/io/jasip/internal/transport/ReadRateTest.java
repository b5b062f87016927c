package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server sends more frames in a second than it may, of whatever kind. */
class ReadRateTest {

  private static final int PER_SECOND = 50;

  private final EmbeddedChannel channel = new EmbeddedChannel(new ReadRate(PER_SECOND));

  @BeforeEach
  void timeIsTurnedByHand() {
    channel.freezeTime();
  }

  static Stream<Supplier<WebSocketFrame>> frames() {
    return Stream.of(
        TextWebSocketFrame::new,
        BinaryWebSocketFrame::new,
        ContinuationWebSocketFrame::new,
        PingWebSocketFrame::new,
        PongWebSocketFrame::new);
  }

  private int receives(Supplier<WebSocketFrame> frame, int times) {
    int passed = 0;
    for (int i = 0; i < times; i++) {
      channel.writeInbound(frame.get());
      WebSocketFrame read = channel.readInbound();
      passed += read == null ? 0 : 1;
      assertThat(read == null || read.release()).isTrue();
    }
    return passed;
  }

  private void passes(int millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void isNotReadForAWhile(Supplier<WebSocketFrame> frame) {
    assertThat(receives(frame, PER_SECOND - 1)).isEqualTo(PER_SECOND - 1);
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(receives(frame, 1)).as("what was read already goes on").isEqualTo(1);
    assertThat(channel.config().isAutoRead()).isFalse();

    passes(99);
    assertThat(channel.config().isAutoRead()).isFalse();
    passes(1);
    assertThat(channel.config().isAutoRead()).as("a tenth of a second, a tenth more").isTrue();
    receives(frame, PER_SECOND / 10);
    assertThat(channel.config().isAutoRead()).isFalse();
    channel.finishAndReleaseAll();
  }
}
