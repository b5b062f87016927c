package io.jasip.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A piece of network between a user agent and its server that breaks when the test wants it: a
 * proxy for TCP on the loopback address, which carries bytes and knows nothing of them.
 *
 * <pre>{@code
 * FaultProxy network = FaultProxy.to(8089); // the port of a server on this machine
 * network.inject(FaultProxy.Fault.STALL, FaultProxy.Direction.FROM_SERVER, 40);
 * }</pre>
 */
public final class FaultProxy implements AutoCloseable {

  /** What goes wrong. */
  public enum Fault {
    /** Both ends see the connection reset. */
    CUT,
    /** Nothing arrives any more, in either direction, and nobody is told: a NAT has forgotten. */
    STALL,
    /** Each piece arrives later. */
    DELAY,
    /** Each byte arrives by itself. */
    SPLIT,
    /** One byte arrives as another. */
    CORRUPT,
    /** The sender's end of the stream is told; the other direction still works. */
    HALF_CLOSE
  }

  /** Which bytes a fault counts and hits. */
  public enum Direction {
    /** What the user agent sends. */
    TO_SERVER,
    /** What the server sends. */
    FROM_SERVER
  }

  /** How late pieces arrive with {@link Fault#DELAY}. */
  public static final Duration LATENESS = Duration.ofMillis(30);

  private record Order(Fault fault, Direction direction) {}

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("fault-proxy", true), NioIoHandler.newFactory());
  private final ChannelGroup channels = new DefaultChannelGroup(group.next(), true);
  private final int serverPort;
  private final Channel listening;

  // All below: on the one thread.
  private @Nullable Order order;
  private long bytesLeft;
  private boolean stalled;
  private final List<Runnable> untold = new ArrayList<>();
  private int connections;
  private volatile boolean struck;

  private FaultProxy(int serverPort) {
    this.serverPort = serverPort;
    listening =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    accept(client);
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  /**
   * Begins to listen.
   *
   * @param serverPort of the loopback address, to which all connections lead
   * @return a network without faults
   */
  public static FaultProxy to(int serverPort) {
    return new FaultProxy(serverPort);
  }

  /**
   * Where user agents connect to.
   *
   * @return a port of the loopback address
   */
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /**
   * Has a fault happen, once for {@link Fault#CUT}, {@link Fault#CORRUPT} and {@link
   * Fault#HALF_CLOSE}, from then on for the others. It takes the place of the one before it.
   *
   * @param fault what
   * @param direction of the bytes that are counted and hit
   * @param afterBytes how many still pass; 0 for at once: a cut then does not wait for a byte
   */
  public void inject(Fault fault, Direction direction, long afterBytes) {
    onThread(
        () -> {
          order = new Order(fault, direction);
          bytesLeft = afterBytes;
          if (afterBytes == 0 && (fault == Fault.CUT || fault == Fault.STALL)) {
            strike(fault);
          } else if (afterBytes == 0 && fault == Fault.HALF_CLOSE) {
            order = null;
            channels.forEach(
                channel -> {
                  Pipe pipe = channel.pipeline().get(Pipe.class);
                  if (pipe != null && pipe.direction == direction) {
                    struck = true;
                    pipe.target.shutdownOutput();
                  }
                });
          }
        });
  }

  /**
   * Nothing goes wrong any more; what was swallowed stays lost. Whoever has not heard that the
   * other end is gone hears it now.
   */
  public void heal() {
    onThread(
        () -> {
          order = null;
          stalled = false;
          untold.forEach(Runnable::run);
          untold.clear();
        });
  }

  /**
   * Whether a fault has happened, and not only been ordered. Any thread.
   *
   * @return since the beginning
   */
  public boolean hasStruck() {
    return struck;
  }

  /**
   * How many connections there have been.
   *
   * @return since the beginning
   */
  public int connections() {
    return group.next().submit(() -> connections).syncUninterruptibly().getNow();
  }

  /**
   * How many sockets are open, two for each connection.
   *
   * @return now
   */
  public int open() {
    return channels.size();
  }

  /** Cuts all connections and stops listening. */
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    channels.close().awaitUninterruptibly();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void onThread(Runnable task) {
    group.next().submit(task).syncUninterruptibly();
  }

  private void accept(SocketChannel client) {
    connections++;
    channels.add(client);
    ChannelFuture connected =
        new Bootstrap()
            .group(client.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel server) {
                    channels.add(server);
                    server.pipeline().addLast(new Pipe(client, Direction.FROM_SERVER));
                  }
                })
            .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
    connected.addListener(
        done -> {
          if (done.isSuccess()) {
            client
                .pipeline()
                .addLast(new Pipe((SocketChannel) connected.channel(), Direction.TO_SERVER));
            client.config().setAutoRead(true);
            connected.channel().config().setAutoRead(true);
          } else {
            client.close();
          }
        });
  }

  private void strike(Fault fault) {
    order = null;
    struck = true;
    if (fault == Fault.STALL) {
      stalled = true;
    } else {
      for (Channel each : channels) {
        each.config().setOption(ChannelOption.SO_LINGER, 0); // a reset instead of an orderly end
        each.close();
      }
    }
  }

  /** One direction of a connection. */
  private final class Pipe extends ChannelInboundHandlerAdapter {
    private final SocketChannel target;
    private final Direction direction;

    Pipe(SocketChannel target, Direction direction) {
      this.target = target;
      this.direction = direction;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      Order current = order;
      if (stalled) {
        bytes.release();
      } else if (current == null || current.direction() != direction) {
        target.writeAndFlush(bytes);
      } else if (bytesLeft >= bytes.readableBytes()) {
        bytesLeft -= bytes.readableBytes();
        target.writeAndFlush(bytes);
      } else {
        int before = (int) bytesLeft;
        bytesLeft = 0;
        if (before > 0) {
          target.writeAndFlush(bytes.readRetainedSlice(before));
        }
        hit(current.fault(), bytes);
      }
    }

    private void hit(Fault fault, ByteBuf bytes) {
      struck = true;
      switch (fault) {
        case CUT, STALL -> {
          bytes.release();
          strike(fault);
        }
        case DELAY ->
            target
                .eventLoop()
                .schedule(
                    () -> target.writeAndFlush(bytes), LATENESS.toMillis(), TimeUnit.MILLISECONDS);
        case SPLIT -> {
          while (bytes.isReadable()) {
            target.writeAndFlush(bytes.readRetainedSlice(1));
          }
          bytes.release();
        }
        case CORRUPT -> {
          order = null;
          bytes.setByte(bytes.readerIndex(), ~bytes.getByte(bytes.readerIndex()));
          target.writeAndFlush(bytes);
        }
        case HALF_CLOSE -> {
          order = null;
          bytes.release();
          target.shutdownOutput();
        }
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ChannelInputShutdownEvent.INSTANCE) {
        tell(() -> end((SocketChannel) context.channel()));
      }
    }

    /** Both ends have said all, or the other one may still say something. */
    private void end(SocketChannel from) {
      target.shutdownOutput();
      if (target.isInputShutdown()) {
        target.close();
        from.close();
      }
    }

    /** The other end learns it, as soon as anything arrives there. */
    private void tell(Runnable what) {
      if (stalled) {
        untold.add(what);
      } else {
        what.run();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      tell(target::close);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
