package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jasip.Limits;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.trace.SipTrace;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/**
 * Alice's connector and a server of the test, both on one event loop and on the loopback address.
 * After each test the loop's thread is gone, after each class no buffer has leaked.
 */
@Isolated("the leak of any buffer counts")
abstract class LoopbackTest {

  private static final ListAppender<ILoggingEvent> LEAKS = new ListAppender<>();

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("loopback-test", true), NioIoHandler.newFactory());
  final EventLoop eventLoop = group.next();
  private final ChannelGroup channels = new DefaultChannelGroup(eventLoop, true);
  private final List<ClosedPort> closedPorts = new ArrayList<>();
  final Alice alice = new Alice();

  @BeforeAll
  static void listenForLeaks() {
    leaksAreTold(); // those of other classes
    LEAKS.list.clear();
    LEAKS.start();
    leakLogger().addAppender(LEAKS);
  }

  @AfterAll
  static void nothingLeaks() {
    leaksAreTold();
    leakLogger().detachAppender(LEAKS);
    assertThat(LEAKS.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
  }

  /** The detector speaks when it hands out a buffer after the garbage collector has run. */
  private static void leaksAreTold() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      PooledByteBufAllocator.DEFAULT.buffer().release();
      PooledByteBufAllocator.DEFAULT.directBuffer().release();
    }
  }

  private static Logger leakLogger() {
    return (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
  }

  @BeforeEach
  void theDetectorIsOn() {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
  }

  @AfterEach
  void allThreadsEnd() {
    closedPorts.forEach(ClosedPort::close);
    channels.close().awaitUninterruptibly();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    assertThat(group.isTerminated()).isTrue();
  }

  /** The project's own server. */
  WebSocketSipServer sipServer(
      @Nullable SslContext tls, Function<SipConnection, SipConnection.Listener> accepted) {
    return WebSocketSipServer.listen(eventLoop, tls, 0, "/ws", accepted).join();
  }

  /** A server that does what the handler does; returns its port. */
  int rawServer(ChannelHandler handler) {
    Channel listening =
        new ServerBootstrap()
            .group(eventLoop)
            .channel(NioServerSocketChannel.class)
            .childHandler(handler)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    channels.add(listening);
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** A port of the loopback address where nobody listens. */
  int closedPort() {
    ClosedPort port = ClosedPort.any();
    closedPorts.add(port);
    return port.port();
  }

  /** Alice connects; the returned task gives it up. */
  Runnable connect(String url, TlsConfig tls) {
    return connect(url, tls, null);
  }

  Runnable connect(String url, TlsConfig tls, @Nullable SipTrace trace) {
    return connect(url, tls, trace, alice);
  }

  /** The same, by a proxy or with header fields of her own. */
  void connectWith(String url, TlsConfig tls, ConnectOptions options) {
    WebSocketConnector connector =
        new WebSocketConnector(
            new NettyLoop(eventLoop),
            tls,
            "JaSIP test",
            Limits.DEFAULT,
            null,
            Runnable::run,
            options);
    eventLoop
        .submit(() -> connector.connect(WebSocketServer.parse(url), alice))
        .syncUninterruptibly();
  }

  /** The same, by one who is on the event loop. */
  Runnable connectFromLoop(String url) {
    return connector(TlsConfig.system(), null).connect(WebSocketServer.parse(url), alice);
  }

  /** The same with limits. */
  void connect(String url, Limits limits) {
    WebSocketConnector connector =
        new WebSocketConnector(
            new NettyLoop(eventLoop),
            TlsConfig.system(),
            "JaSIP test",
            limits,
            null,
            Runnable::run,
            ConnectOptions.DEFAULT);
    eventLoop
        .submit(() -> connector.connect(WebSocketServer.parse(url), alice))
        .syncUninterruptibly();
  }

  private WebSocketConnector connector(TlsConfig tls, @Nullable SipTrace trace) {
    return new WebSocketConnector(
        new NettyLoop(eventLoop),
        tls,
        "JaSIP test",
        Limits.DEFAULT,
        trace,
        Runnable::run,
        ConnectOptions.DEFAULT);
  }

  Runnable connect(String url, TlsConfig tls, @Nullable SipTrace trace, Alice who) {
    WebSocketConnector connector = connector(tls, trace);
    return eventLoop
        .submit(() -> connector.connect(WebSocketServer.parse(url), who))
        .syncUninterruptibly()
        .getNow();
  }

  ConnectionFailedException failure(String url, TlsConfig tls) {
    connect(url, tls);
    return alice.failure();
  }

  /** One line that begins with the layer and names what is given. */
  static void assertSays(ConnectionFailedException why, Layer layer, int code, String... parts) {
    assertThat(why.layer()).as(why.getMessage()).isEqualTo(layer);
    assertThat(why.code()).as(why.getMessage()).isEqualTo(code);
    assertThat(why.getMessage())
        .startsWith(layer + ": ")
        .doesNotContain("\n", "\r")
        .satisfies(message -> assertThat(List.of(parts)).allMatch(message::contains, message));
  }
}
