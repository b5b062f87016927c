package io.jasip.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers that misbehave, each in its own way. */
final class RawServer {

  private RawServer() {}

  /** Takes the connection and everything that comes, and says nothing. */
  @Sharable
  static final class Silent extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** Closes as soon as it is connected. */
  @Sharable
  static final class Closing extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.close();
    }
  }

  /** Resets the connection when something comes. */
  @Sharable
  static final class Resetting extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
      context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      context.close();
    }
  }

  /** Speaks first. */
  @Sharable
  static final class Greeting extends ChannelInboundHandlerAdapter {
    private final String text;

    Greeting(String text) {
      this.text = text;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }
  }

  /** Keeps what it gets up to the end of the request, and closes. */
  @Sharable
  static final class Recording extends ChannelInboundHandlerAdapter {
    private final StringBuffer text = new StringBuffer();

    String text() {
      return text.toString();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      text.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
      if (text.toString().endsWith("\r\n\r\n")) {
        context.close();
      }
    }
  }

  /** Speaks TLS, and tells when the session of each connection was made. */
  static final class Tls extends ChannelInitializer<Channel> {
    private final SslContext tls;
    private final Consumer<Long> made;
    private final ChannelHandler next;

    Tls(SslContext tls, Consumer<Long> made, ChannelHandler next) {
      this.tls = tls;
      this.made = made;
      this.next = next;
    }

    @Override
    protected void initChannel(Channel channel) {
      SslHandler handler = tls.newHandler(channel.alloc());
      handler
          .handshakeFuture()
          .addListener(done -> made.accept(handler.engine().getSession().getCreationTime()));
      channel.pipeline().addLast(handler, next);
    }
  }

  /**
   * Answers the upgrade with this text, in which {@code ACCEPT} stands for the right value of
   * Sec-WebSocket-Accept, and closes.
   */
  static ChannelInboundHandlerAdapter answering(String text) {
    return new Answering(text);
  }

  @Sharable
  private static final class Answering extends ChannelInboundHandlerAdapter {
    private static final Pattern KEY =
        Pattern.compile("(?i)sec-websocket-key: *([^\r\n]+)\r\n(?s:.*)\r\n\r\n");
    private final String text;
    private final StringBuilder request = new StringBuilder();

    Answering(String text) {
      this.text = text;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      request.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
      Matcher key = KEY.matcher(request);
      if (key.find()) {
        context
            .writeAndFlush(
                Unpooled.copiedBuffer(
                    text.replace("\n", "\r\n").replace("ACCEPT", accept(key.group(1))),
                    StandardCharsets.ISO_8859_1))
            .addListener(ChannelFutureListener.CLOSE);
      }
    }

    private static String accept(String key) {
      try {
        return Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-1")
                    .digest(
                        (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A WebSocket of subprotocol sip whose frames the test writes and reads by itself. */
  static final class Frames extends ChannelInitializer<Channel> {
    private final Consumer<Channel> onOpen;
    private final CompletableFuture<Channel> opened = new CompletableFuture<>();
    final BlockingQueue<Object> received = new LinkedBlockingQueue<>();

    Frames() {
      this(channel -> {});
    }

    Frames(Consumer<Channel> onOpen) {
      this.onOpen = onOpen;
    }

    /** The open connection. */
    Channel channel() {
      return opened.join();
    }

    boolean isOpen() {
      return opened.isDone();
    }

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new HttpServerCodec(),
              new HttpObjectAggregator(16_384),
              new WebSocketServerProtocolHandler(
                  WebSocketServerProtocolConfig.newBuilder()
                      .websocketPath("/ws")
                      .subprotocols("sip")
                      .dropPongFrames(false)
                      .handleCloseFrames(false)
                      .sendCloseFrame(null)
                      .build()),
              new ChannelInboundHandlerAdapter() {
                @Override
                public void userEventTriggered(ChannelHandlerContext context, Object event) {
                  if (event instanceof HandshakeComplete) {
                    onOpen.accept(context.channel());
                    opened.complete(context.channel());
                  }
                }

                @Override
                public void channelRead(ChannelHandlerContext context, Object frame) {
                  received.add(frame);
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                  context.close();
                }
              });
    }
  }
}
