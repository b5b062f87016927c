package io.jasip.internal.transport;

import io.jasip.Limits;
import io.jasip.fault.Fault;
import io.jasip.internal.flight.FlightRecording;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.jasip.trace.SipTrace;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.RevocationCheck;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Opens WebSockets in stages: name, TCP (each address in turn), TLS, HTTP upgrade with subprotocol
 * {@code sip} (RFC 7118 section 4).
 */
public final class WebSocketConnector implements SipConnector {

  /** How long TCP may take, per address. */
  static final Duration TCP_TIMEOUT = Duration.ofSeconds(5);

  /** How long TLS may take, and after it the HTTP upgrade. */
  static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

  private static final int MAX_HTTP_BODY = 16_384;

  private final NettyLoop loop;
  private final TlsConfig tls;
  private final String userAgent;
  private final Limits limits;
  private final SipParser parser;
  private final @Nullable SipTrace trace;
  private final Executor background;
  private final Duration tcpTimeout;
  private final Duration handshakeTimeout;
  private final ConnectOptions options;
  private final IdleCuts idleCuts = new IdleCuts();

  /**
   * Makes a connector.
   *
   * @param limits what a server may send, and leave unread
   * @param background runs what blocks: the look-up of host names by the operating system, which
   *     knows hosts files and VPNs; the reading of authorities; the question for revocations
   * @param options proxy and header fields
   */
  public WebSocketConnector(
      NettyLoop loop,
      TlsConfig tls,
      String userAgent,
      Limits limits,
      @Nullable SipTrace trace,
      Executor background,
      ConnectOptions options) {
    this(loop, tls, userAgent, limits, trace, background, options, TCP_TIMEOUT, HANDSHAKE_TIMEOUT);
  }

  /**
   * Makes a connector with other times, for tests of servers that do not answer.
   *
   * @param tcpTimeout how long TCP may take, per address
   * @param handshakeTimeout how long TLS may take, and after it the HTTP upgrade
   */
  public WebSocketConnector(
      NettyLoop loop,
      TlsConfig tls,
      String userAgent,
      Limits limits,
      @Nullable SipTrace trace,
      Executor background,
      ConnectOptions options,
      Duration tcpTimeout,
      Duration handshakeTimeout) {
    this.limits = limits;
    this.parser = new SipParser(MessageLimits.of(limits));
    this.loop = loop;
    this.tls = tls;
    this.userAgent = userAgent;
    this.trace = trace;
    this.background = background;
    this.options = options;
    this.tcpTimeout = tcpTimeout;
    this.handshakeTimeout = handshakeTimeout;
  }

  @Override
  public Runnable connect(WebSocketServer server, Attempt attempt) {
    Opening opening = new Opening(server, attempt);
    CompletableFuture.supplyAsync(() -> Route.find(server, options.proxy(), tls), background)
        .whenComplete( // on a loop that has ended meanwhile nothing can be opened
            (route, failure) -> loop.eventLoop().execute(() -> opening.found(route, failure)));
    return opening::giveUp;
  }

  /**
   * One attempt, from the name to the open WebSocket. The only place that tells the attempt how it
   * went.
   */
  private final class Opening {
    private final WebSocketServer server;
    private final Attempt attempt;
    private final @Nullable Object recorded;
    private @Nullable Channel channel;
    private boolean over;

    Opening(WebSocketServer server, Attempt attempt) {
      this.server = server;
      this.attempt = attempt;
      this.recorded = FlightRecording.connectionAttempt(server.toString());
    }

    void giveUp() {
      if (over) {
        return; // told already: an open connection has an owner by now
      }
      over = true;
      if (channel != null) {
        channel.close();
      }
    }

    void found(@Nullable Route route, @Nullable Throwable failure) {
      if (route != null) {
        connect(route, 0);
      } else if (failure != null && failure.getCause() instanceof ConnectionFailedException why) {
        fail(why);
      } else {
        fail(
            new ConnectionFailedException(
                Layer.DNS,
                "the way to \"" + server.host() + "\" cannot be looked up: " + failure,
                0,
                failure));
      }
    }

    private void connect(Route route, int index) {
      if (over) {
        return;
      }
      InetSocketAddress address = route.address(index);
      ProxyTunnel tunnel = new ProxyTunnel(route);
      ProxyHandler proxy = route.isDirect() ? null : tunnel.handler(address);
      Bootstrap bootstrap =
          new Bootstrap()
              .group(loop.eventLoop())
              .channel(NioSocketChannel.class)
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) tcpTimeout.toMillis())
              .option(ChannelOption.TCP_NODELAY, true)
              .option(
                  ChannelOption.WRITE_BUFFER_WATER_MARK,
                  new WriteBufferWaterMark(limits.unsentBytes() / 2, limits.unsentBytes()))
              .resolver(NoopAddressResolverGroup.INSTANCE)
              .handler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      // Further stages are added once TCP is connected, so that TCP's failures are
                      // told apart.
                      if (proxy != null) {
                        proxy.setConnectTimeoutMillis(handshakeTimeout.toMillis());
                        channel.pipeline().addLast(proxy, new ToldByFuture());
                      }
                    }
                  });
      bootstrap
          .connect(
              proxy == null
                  ? address
                  : InetSocketAddress.createUnresolved(route.bareHost(), server.port()))
          .addListener(
              (io.netty.channel.ChannelFuture connected) -> {
                if (connected.isSuccess() && proxy == null) {
                  tcpConnected(route, connected.channel());
                } else if (connected.isSuccess() && proxy != null) {
                  tunnel(route, tunnel, proxy, connected.channel());
                } else if (index + 1 < route.addresses().size()) {
                  connect(route, index + 1);
                } else {
                  fail(tcpFailure(route, connected.cause()));
                }
              });
    }

    private void tunnel(Route route, ProxyTunnel tunnel, ProxyHandler proxy, Channel connected) {
      channel = connected;
      proxy
          .connectFuture()
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  connected.pipeline().remove(ToldByFuture.class);
                  tcpConnected(route, connected);
                } else {
                  fail(tunnel.explain(done.cause()));
                }
              });
    }

    private ConnectionFailedException tcpFailure(Route route, Throwable cause) {
      String where =
          route.isDirect()
              ? server.host() + ":" + server.port()
              : "the proxy " + route.proxy().host() + ":" + route.proxy().port();
      String sentence =
          cause instanceof io.netty.channel.ConnectTimeoutException
              ? where
                  + " did not answer within "
                  + tcpTimeout.toSeconds()
                  + " s; check address, port and firewall"
              : cause instanceof java.net.ConnectException
                  ? where + " refuses connections; check the port and that the server runs"
                  : where
                      + " cannot be reached: "
                      + cause.getMessage()
                      + "; check address, port and firewall";
      return new ConnectionFailedException(
          route.isDirect() ? fault(cause) : Fault.PROXY_UNREACHABLE,
          route.isDirect() ? Layer.TCP : Layer.PROXY,
          sentence,
          0,
          cause,
          null);
    }

    private static Fault fault(Throwable cause) {
      if (cause instanceof io.netty.channel.ConnectTimeoutException) {
        return Fault.TCP_FILTERED;
      }
      return cause instanceof java.net.ConnectException ? Fault.TCP_REFUSED : Fault.TCP_NO_ROUTE;
    }

    private void tcpConnected(Route route, Channel connected) {
      channel = connected;
      if (over) {
        connected.close();
        return;
      }
      SslContext context = route.tls();
      if (context == null) {
        // Netty announces the active channel after this listener; the upgrade must not hear of it
        // twice, or it is sent twice.
        connected.eventLoop().execute(() -> upgrade(connected));
        return;
      }
      // Whoever asks for revocations waits for the answer.
      SslHandler ssl =
          tls.revocation() == RevocationCheck.OFF
              ? context.newHandler(connected.alloc(), route.bareHost(), server.port())
              : context.newHandler(connected.alloc(), route.bareHost(), server.port(), background);
      ssl.setHandshakeTimeoutMillis(handshakeTimeout.toMillis());
      connected.pipeline().addLast("tls", ssl);
      connected.pipeline().addLast("tls-failure", new ToldByFuture());
      ssl.handshakeFuture()
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  upgrade(connected);
                } else {
                  fail(TlsFailure.explain(server, done.cause()));
                }
              });
    }

    private void upgrade(Channel connected) {
      WebSocketClientProtocolConfig config =
          WebSocketClientProtocolConfig.newBuilder()
              .webSocketUri(URI.create(server.url()))
              .version(WebSocketVersion.V13)
              .subprotocol("sip")
              .maxFramePayloadLength(limits.messageSize())
              .handshakeTimeoutMillis(handshakeTimeout.toMillis())
              .handleCloseFrames(false)
              .dropPongFrames(false)
              .customHeaders(headers())
              .build();
      WebSocketConnection connection =
          new WebSocketConnection(connected, server.toString(), parser, trace);
      ChannelPipeline pipeline = connected.pipeline();
      if (server.secure()) {
        pipeline.remove("tls-failure");
      }
      pipeline.addLast("idle", new IdleWatch(idleCuts));
      pipeline.addLast("http", new HttpClientCodec());
      pipeline.addLast("http-body", new HttpObjectAggregator(MAX_HTTP_BODY));
      pipeline.addLast("rate", new ReadRate(limits.messagesPerSecond()));
      pipeline.addLast("websocket", new WebSocketClientProtocolHandler(config));
      pipeline.addLast("upgrade", new UpgradeWatch(server, this::fail, () -> open(connection)));
      pipeline.addLast("fragments", new WebSocketFrameAggregator(limits.messageSize()));
      pipeline.addLast("sip", connection);
      // The upgrade begins when its handler sees the channel become active, which it did before
      // TLS.
      pipeline.context("http-body").fireChannelActive();
    }

    private HttpHeaders headers() {
      HttpHeaders headers = new DefaultHttpHeaders().set("User-Agent", userAgent);
      options.headers().forEach(headers::set);
      return headers;
    }

    private void open(WebSocketConnection connection) {
      if (!over) {
        over = true;
        FlightRecording.attempted(recorded, null);
        connection.listen(attempt.onOpen(connection));
      }
    }

    private void fail(ConnectionFailedException why) {
      if (!over) {
        over = true;
        FlightRecording.attempted(recorded, why.layer().name());
        attempt.onFailed(why);
      }
      if (channel != null) {
        channel.close();
      }
    }
  }

  /** Ends the way of exceptions that the future of the TLS handshake has reported already. */
  private static final class ToldByFuture extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
