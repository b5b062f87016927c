package io.jasip.internal.doctor;

import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.transport.ProxyTunnel;
import io.jasip.internal.transport.Route;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the diagnosis's own, made stage by stage so that each of them is seen alone. It
 * leads through the configured proxy, as the connections of the user agent do. Any thread.
 */
final class Probe implements AutoCloseable {

  private static final int MOST_BYTES = 65_536;

  private final Channel channel;
  private final Raw raw;
  private final Received received;

  private Probe(Channel channel, Raw raw, Received received) {
    this.channel = channel;
    this.raw = raw;
    this.received = received;
  }

  /**
   * Connects by TCP, and by the proxy if there is one.
   *
   * @param route where to; a proxy's addresses if there is one
   * @param port of the server
   * @return fails with what the operating system or the proxy says
   */
  static CompletableFuture<Probe> open(
      NettyLoop loop, Route route, int index, int port, Duration timeout) {
    InetSocketAddress first =
        route.isDirect()
            ? new InetSocketAddress(route.addresses().get(index), port)
            : route.address(index);
    ProxyTunnel tunnel = new ProxyTunnel(route);
    ProxyHandler proxy = route.isDirect() ? null : tunnel.handler(first);
    Raw raw = new Raw();
    Received received = new Received();
    int millis = (int) Math.max(1, timeout.toMillis());
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
            .option(ChannelOption.TCP_NODELAY, true)
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel made) {
                    if (proxy != null) {
                      proxy.setConnectTimeoutMillis(millis);
                      made.pipeline().addLast(proxy);
                    }
                    made.pipeline().addLast("raw", raw).addLast("received", received);
                  }
                });
    CompletableFuture<Probe> opened = new CompletableFuture<>();
    ChannelFuture connected =
        bootstrap.connect(
            proxy == null ? first : InetSocketAddress.createUnresolved(route.bareHost(), port));
    Probe probe = new Probe(connected.channel(), raw, received);
    connected.addListener(
        done -> {
          if (!done.isSuccess()) {
            opened.completeExceptionally(done.cause());
          } else if (proxy == null) {
            opened.complete(probe);
          } else {
            proxy.connectFuture().addListener(through -> tunnelled(probe, tunnel, through, opened));
          }
        });
    // Who gives up before the connection is there has nobody to close it.
    opened.whenComplete(
        (same, failure) -> {
          if (failure != null) {
            probe.close();
          }
        });
    return opened;
  }

  private static void tunnelled(
      Probe probe,
      ProxyTunnel tunnel,
      io.netty.util.concurrent.Future<? super Channel> through,
      CompletableFuture<Probe> opened) {
    if (through.isSuccess()) {
      opened.complete(probe);
    } else {
      opened.completeExceptionally(tunnel.explain(through.cause()));
    }
  }

  /** The address at the other end: the server's or the proxy's. */
  String peer() {
    return channel.remoteAddress() instanceof InetSocketAddress at
        ? at.getAddress().getHostAddress() + ":" + at.getPort()
        : "?";
  }

  /** Our own address; null if the connection is gone. */
  @Nullable InetSocketAddress local() {
    return channel.localAddress() instanceof InetSocketAddress at ? at : null;
  }

  /**
   * Speaks TLS.
   *
   * @return the session; fails with what TLS says
   */
  CompletableFuture<SSLSession> tls(SslContext context, String host, int port, Deadline deadline) {
    CompletableFuture<SSLSession> done = new CompletableFuture<>();
    channel
        .eventLoop()
        .execute(
            () -> {
              SslHandler ssl = context.newHandler(channel.alloc(), host, port);
              ssl.setHandshakeTimeoutMillis(Math.max(1, deadline.left().toMillis()));
              ssl.handshakeFuture()
                  .addListener(
                      shaken -> {
                        if (shaken.isSuccess()) {
                          done.complete(ssl.engine().getSession());
                        } else {
                          done.completeExceptionally(shaken.cause());
                        }
                      });
              if (channel.isActive()) {
                channel.pipeline().addBefore("received", "tls", ssl);
              } else {
                done.completeExceptionally(new java.nio.channels.ClosedChannelException());
              }
            });
    return done;
  }

  /** Sends bytes. */
  void send(String text) {
    channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  /**
   * Waits until something is complete, the other end closes, or the time is over.
   *
   * @return what came so far, after TLS
   */
  byte[] receive(Predicate<byte[]> complete, Deadline deadline) {
    CompletableFuture<byte[]> came = new CompletableFuture<>();
    channel.eventLoop().execute(() -> received.await(complete, came));
    try {
      return deadline.await(came);
    } catch (TimeoutException | ExecutionException e) {
      CompletableFuture<byte[]> soFar = new CompletableFuture<>();
      channel.eventLoop().execute(() -> received.await(bytes -> true, soFar));
      try {
        return Deadline.in(Duration.ofMillis(100)).await(soFar);
      } catch (TimeoutException | ExecutionException again) {
        return new byte[0];
      }
    }
  }

  /** Asks a web server. */
  HttpAnswer ask(String request, Deadline deadline) {
    send(request);
    return HttpAnswer.of(receive(HttpAnswer::isWhole, deadline));
  }

  /** The first bytes that came, before TLS made something of them. */
  byte[] firstBytes() {
    return raw.first;
  }

  /** Whether the other end has closed. */
  boolean isClosed() {
    return received.closed;
  }

  /** What went wrong after the connection was there; null if nothing did. */
  @Nullable Throwable failure() {
    return received.failure;
  }

  @Override
  public void close() {
    channel.close();
  }

  /** Looks at what comes in before anything else does. */
  private static final class Raw extends ChannelInboundHandlerAdapter {
    private static final int ENOUGH = 64;

    private volatile byte[] first = new byte[0];

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      if (first.length == 0) {
        first =
            ByteBufUtil.getBytes(
                bytes, bytes.readerIndex(), Math.min(ENOUGH, bytes.readableBytes()));
      }
      context.fireChannelRead(message);
    }
  }

  /** Keeps what comes in. On the loop. */
  private static final class Received extends ChannelInboundHandlerAdapter {
    private final ByteBuf bytes = Unpooled.buffer();
    private @Nullable Predicate<byte[]> complete;
    private @Nullable CompletableFuture<byte[]> waiting;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    void await(Predicate<byte[]> until, CompletableFuture<byte[]> done) {
      complete = until;
      waiting = done;
      look();
    }

    private void look() {
      byte[] soFar = ByteBufUtil.getBytes(bytes);
      if (waiting != null
          && complete != null
          && (closed || soFar.length >= MOST_BYTES || complete.test(soFar))) {
        waiting.complete(soFar);
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf in = (ByteBuf) message;
      if (bytes.readableBytes() < MOST_BYTES) {
        bytes.writeBytes(in);
      }
      in.release();
      look();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      closed = true;
      look();
    }

    /** The other end has said goodbye by TLS, and may wait for ours before it closes. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == SslCloseCompletionEvent.SUCCESS) {
        closed = true;
        look();
      }
      context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      failure = cause;
      context.close();
    }
  }
}
