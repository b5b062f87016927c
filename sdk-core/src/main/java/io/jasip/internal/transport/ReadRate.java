package io.jasip.internal.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.TimeUnit;

/**
 * Reads no more frames from a connection than so many per second: what comes faster stays in the
 * buffers of TCP, which has the server wait, and other connections of the same event loop have
 * their turn. Pings count as well as messages. Stands before the handler that answers pings.
 */
final class ReadRate extends ChannelInboundHandlerAdapter {

  private static final int TICKS_PER_SECOND = 10;

  private final int perSecond;
  private int allowance;
  private boolean ticking;

  /**
   * Allows a whole second's worth at once.
   *
   * @param perSecond frames
   */
  ReadRate(int perSecond) {
    this.perSecond = perSecond;
    this.allowance = perSecond;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame) {
      // What was read already cannot be put back: the allowance may become a debt.
      if (--allowance <= 0) {
        context.channel().config().setAutoRead(false);
      }
      if (!ticking) {
        tick(context);
      }
    }
    context.fireChannelRead(message);
  }

  private void tick(ChannelHandlerContext context) {
    ticking = true;
    context
        .executor()
        .schedule(() -> refill(context), 1_000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
  }

  private void refill(ChannelHandlerContext context) {
    ticking = false;
    allowance = Math.min(perSecond, allowance + perSecond / TICKS_PER_SECOND);
    if (!context.channel().isActive()) {
      return;
    }
    if (allowance > 0) {
      context.channel().config().setAutoRead(true);
    }
    if (allowance < perSecond) {
      tick(context);
    }
  }
}
