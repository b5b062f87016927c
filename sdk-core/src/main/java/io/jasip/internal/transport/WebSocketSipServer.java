package io.jasip.internal.transport;

import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a {@link WebSocketConnector}, for the embedded PBX and the test kit: accepts
 * WebSockets with subprotocol {@code sip} on the loopback address.
 */
public final class WebSocketSipServer {

  private static final int MAX_HTTP_BODY = 16_384;

  private final EventLoop eventLoop;
  private final ChannelGroup channels;
  private final Channel listening;

  private WebSocketSipServer(EventLoop eventLoop, ChannelGroup channels, Channel listening) {
    this.eventLoop = eventLoop;
    this.channels = channels;
    this.listening = listening;
  }

  /**
   * Begins to listen on the loopback address with TLS.
   *
   * @param loop that the port and all connections live on
   * @param key the server's private key
   * @param chain its certificate, then those that lead to an authority
   * @param port 0 for any free one
   * @param accepted told of every WebSocket that opens; returns who hears of what comes in
   * @return completes when the port is open
   */
  public static CompletableFuture<WebSocketSipServer> listen(
      NettyLoop loop,
      PrivateKey key,
      List<X509Certificate> chain,
      int port,
      String path,
      Function<SipConnection, SipConnection.Listener> accepted) {
    SslContext tls;
    try {
      tls = SslContextBuilder.forServer(key, chain.toArray(new X509Certificate[0])).build();
    } catch (SSLException e) {
      return CompletableFuture.failedFuture(e);
    }
    return listen(loop.eventLoop(), tls, port, path, accepted);
  }

  /**
   * Begins to listen on the loopback address.
   *
   * @param tls null for plain WebSockets
   * @param port 0 for any free one
   * @param accepted told of every WebSocket that opens; returns who hears of what comes in
   * @return completes when the port is open
   */
  public static CompletableFuture<WebSocketSipServer> listen(
      EventLoop eventLoop,
      @Nullable SslContext tls,
      int port,
      String path,
      Function<SipConnection, SipConnection.Listener> accepted) {
    ChannelGroup channels = new DefaultChannelGroup(eventLoop, true);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channels.add(channel);
                    stages(channel, tls, path, accepted);
                  }
                });
    CompletableFuture<WebSocketSipServer> opened = new CompletableFuture<>();
    bootstrap
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .addListener(
            (io.netty.channel.ChannelFuture bound) -> {
              if (bound.isSuccess()) {
                opened.complete(new WebSocketSipServer(eventLoop, channels, bound.channel()));
              } else {
                opened.completeExceptionally(bound.cause());
              }
            });
    return opened;
  }

  private static void stages(
      Channel channel,
      @Nullable SslContext tls,
      String path,
      Function<SipConnection, SipConnection.Listener> accepted) {
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast("tls", tls.newHandler(channel.alloc()));
    }
    pipeline.addLast("http", new HttpServerCodec());
    pipeline.addLast("http-body", new HttpObjectAggregator(MAX_HTTP_BODY));
    pipeline.addLast(
        "websocket",
        new WebSocketServerProtocolHandler(
            WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(path)
                .subprotocols("sip")
                .maxFramePayloadLength(MessageLimits.DEFAULT.message())
                .handleCloseFrames(false)
                .build()));
    pipeline.addLast("upgrade", new Accepting(accepted));
    pipeline.addLast("fragments", new WebSocketFrameAggregator(MessageLimits.DEFAULT.message()));
  }

  /** The port that is listened on. */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** The loop that all connections live on. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** Stops listening and closes all connections. */
  public CompletableFuture<Void> close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    listening
        .close()
        .addListener(stopped -> channels.close().addListener(all -> closed.complete(null)));
    return closed;
  }

  /**
   * Turns an upgraded channel into a connection; whatever is not an upgrade to our path gets 404.
   */
  private static final class Accepting extends ChannelInboundHandlerAdapter {
    private final Function<SipConnection, SipConnection.Listener> accepted;

    Accepting(Function<SipConnection, SipConnection.Listener> accepted) {
      this.accepted = accepted;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof HandshakeComplete) {
        WebSocketConnection connection =
            new WebSocketConnection(
                context.channel(),
                String.valueOf(context.channel().remoteAddress()),
                new SipParser(MessageLimits.DEFAULT),
                null);
        context.pipeline().addLast("sip", connection);
        connection.listen(accepted.apply(connection));
        context.pipeline().remove(this);
      } else {
        context.fireUserEventTriggered(event);
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof FullHttpRequest request) {
        request.release();
        DefaultFullHttpResponse response =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NOT_FOUND);
        response.headers().set("Content-Length", 0);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
      } else {
        context.fireChannelRead(message);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close(); // a client that fails TLS or speaks no HTTP
    }
  }
}
