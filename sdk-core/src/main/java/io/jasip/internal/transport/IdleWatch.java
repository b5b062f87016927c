package io.jasip.internal.transport;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;

/**
 * Sees when something crossed a connection last, pings and their answers too. Stands above TLS,
 * whose farewell does not count. On the loop.
 */
final class IdleWatch extends ChannelDuplexHandler {

  private final IdleCuts cuts;
  private long crossedAt;

  IdleWatch(IdleCuts cuts) {
    this.cuts = cuts;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    crossed(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    crossed(context);
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    crossed(context);
    context.write(message, promise);
  }

  private void crossed(ChannelHandlerContext context) {
    crossedAt = context.channel().eventLoop().ticker().nanoTime();
  }

  /** How long nothing has crossed the connection. */
  Duration silence(long nowNanos) {
    return Duration.ofNanos(nowNanos - crossedAt);
  }

  /** Whether that is most likely why the connection has ended, without a close frame. */
  boolean isCut(Duration silence) {
    return cuts.isOne(silence);
  }
}
