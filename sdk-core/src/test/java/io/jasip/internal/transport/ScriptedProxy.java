package io.jasip.internal.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A proxy that speaks CONNECT and SOCKS5 and leads to one port of the loopback address. */
@Sharable
final class ScriptedProxy extends ChannelInitializer<Channel> {

  private int target;
  private @Nullable String user;
  private @Nullable String password;
  private volatile String asked = "";

  void leadsTo(int port) {
    target = port;
  }

  void leadsNowhere() {
    target = 0;
  }

  void wants(String name, String secret) {
    user = name;
    password = secret;
  }

  /** Host and port that alice wanted. */
  String asked() {
    return asked;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel.pipeline().addLast(new Asked());
  }

  /** Reads what is asked until the way is open. What comes is so short that it comes whole. */
  private final class Asked extends ChannelInboundHandlerAdapter {
    private boolean greeted;
    private boolean known = user == null;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf in = (ByteBuf) message;
      try {
        if (in.getByte(in.readerIndex()) == 'C') {
          connect(context, in.toString(StandardCharsets.US_ASCII));
        } else if (!greeted) {
          greeted = true;
          boolean offers = in.toString(StandardCharsets.ISO_8859_1).endsWith("\u0002");
          answer(context, 5, known ? 0 : offers ? 2 : 0xff);
        } else if (!known) {
          in.skipBytes(1);
          String name = text(in);
          known = name.equals(user) && text(in).equals(password);
          answer(context, 1, known ? 0 : 1);
        } else {
          in.skipBytes(4);
          asked = text(in) + ":" + in.readUnsignedShort();
          if (target == 0) {
            answer(context, 5, 5, 0, 1, 0, 0, 0, 0, 0, 0);
          } else {
            open(context, new int[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
          }
        }
      } finally {
        in.release();
      }
    }

    private void connect(ChannelHandlerContext context, String request) {
      asked = request.split(" ", -1)[1];
      String wanted =
          "Basic "
              + Base64.getEncoder()
                  .encodeToString((user + ":" + password).getBytes(StandardCharsets.US_ASCII));
      if (!known && !request.contains(wanted)) {
        answer(context, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
      } else if (target == 0) {
        answer(context, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
      } else {
        open(context, "HTTP/1.1 200 OK\r\n\r\n".chars().toArray());
      }
    }

    private void open(ChannelHandlerContext context, int[] answer) {
      new Bootstrap()
          .group(context.channel().eventLoop())
          .channel(NioSocketChannel.class)
          .handler(new Pipe(context.channel()))
          .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target))
          .addListener(
              (io.netty.channel.ChannelFuture done) -> {
                context.pipeline().replace(this, "pipe", new Pipe(done.channel()));
                answer(context, answer);
              });
    }

    private static void answer(ChannelHandlerContext context, String text) {
      answer(context, text.chars().toArray());
    }

    private static void answer(ChannelHandlerContext context, int... bytes) {
      ByteBuf out = Unpooled.buffer();
      for (int each : bytes) {
        out.writeByte(each);
      }
      context.channel().writeAndFlush(out);
    }

    private static String text(ByteBuf in) {
      return in.readCharSequence(in.readUnsignedByte(), StandardCharsets.US_ASCII).toString();
    }
  }

  /** Passes on what comes. */
  private static final class Pipe extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Pipe(Channel other) {
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      other.writeAndFlush(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      other.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
