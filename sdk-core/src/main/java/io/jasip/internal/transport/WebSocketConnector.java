package io.jasip.internal.transport;

import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.jasip.trace.SipTrace;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
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
  private final MessageLimits limits;
  private final SipParser parser;
  private final @Nullable SipTrace trace;
  private final Executor resolver;
  private final Duration tcpTimeout;
  private final Duration handshakeTimeout;
  private @Nullable SslContext sslContext;

  /**
   * Makes a connector.
   *
   * @param limits what a server may send at most; more ends the connection with code 1009
   * @param resolver runs the blocking look-up of host names by the operating system, which knows
   *     hosts files and VPNs
   */
  public WebSocketConnector(
      NettyLoop loop,
      TlsConfig tls,
      String userAgent,
      MessageLimits limits,
      @Nullable SipTrace trace,
      Executor resolver) {
    this(loop, tls, userAgent, limits, trace, resolver, TCP_TIMEOUT, HANDSHAKE_TIMEOUT);
  }

  WebSocketConnector(
      NettyLoop loop,
      TlsConfig tls,
      String userAgent,
      MessageLimits limits,
      @Nullable SipTrace trace,
      Executor resolver,
      Duration tcpTimeout,
      Duration handshakeTimeout) {
    this.limits = limits;
    this.parser = new SipParser(limits);
    this.loop = loop;
    this.tls = tls;
    this.userAgent = userAgent;
    this.trace = trace;
    this.resolver = resolver;
    this.tcpTimeout = tcpTimeout;
    this.handshakeTimeout = handshakeTimeout;
  }

  @Override
  public Runnable connect(WebSocketServer server, Attempt attempt) {
    Opening opening = new Opening(server, attempt);
    CompletableFuture.supplyAsync(() -> resolve(server.host()), resolver)
        .whenComplete((addresses, failure) -> loop.execute(() -> opening.resolved(addresses)));
    return opening::giveUp;
  }

  /** The addresses of a host, or none. */
  private static InetAddress[] resolve(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return new InetAddress[0];
    }
  }

  /**
   * One attempt, from the name to the open WebSocket. The only place that tells the attempt how it
   * went.
   */
  private final class Opening {
    private final WebSocketServer server;
    private final Attempt attempt;
    private @Nullable Channel channel;
    private boolean over;

    Opening(WebSocketServer server, Attempt attempt) {
      this.server = server;
      this.attempt = attempt;
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

    void resolved(InetAddress @Nullable [] addresses) {
      if (addresses == null || addresses.length == 0) {
        fail(
            new ConnectionFailedException(
                Layer.DNS,
                "the host name \"" + server.host() + "\" has no address; check its spelling",
                0,
                null));
        return;
      }
      connect(addresses, 0);
    }

    private void connect(InetAddress[] addresses, int index) {
      if (over) {
        return;
      }
      Bootstrap bootstrap =
          new Bootstrap()
              .group(loop.eventLoop())
              .channel(NioSocketChannel.class)
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) tcpTimeout.toMillis())
              .option(ChannelOption.TCP_NODELAY, true)
              .handler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      // Stages are added once TCP is connected, so that TCP's failures are told
                      // apart.
                    }
                  });
      bootstrap
          .connect(new InetSocketAddress(addresses[index], server.port()))
          .addListener(
              (io.netty.channel.ChannelFuture connected) -> {
                if (connected.isSuccess()) {
                  tcpConnected(connected.channel());
                } else if (index + 1 < addresses.length) {
                  connect(addresses, index + 1);
                } else {
                  fail(tcpFailure(connected.cause()));
                }
              });
    }

    private ConnectionFailedException tcpFailure(Throwable cause) {
      String where = server.host() + ":" + server.port();
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
      return new ConnectionFailedException(Layer.TCP, sentence, 0, cause);
    }

    private void tcpConnected(Channel connected) {
      channel = connected;
      if (over) {
        connected.close();
        return;
      }
      if (!server.secure()) {
        // Netty announces the active channel after this listener; the upgrade must not hear of it
        // twice, or it is sent twice.
        connected.eventLoop().execute(() -> upgrade(connected));
        return;
      }
      SslHandler ssl;
      try {
        ssl = sslContext().newHandler(connected.alloc(), bareHost(), server.port());
      } catch (SSLException e) {
        fail(TlsFailure.explain(server, e));
        return;
      }
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

    /** A host name for SNI and verification; an IPv6 address without its brackets. */
    private String bareHost() {
      String host = server.host();
      return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private void upgrade(Channel connected) {
      WebSocketClientProtocolConfig config =
          WebSocketClientProtocolConfig.newBuilder()
              .webSocketUri(URI.create(server.url()))
              .version(WebSocketVersion.V13)
              .subprotocol("sip")
              .maxFramePayloadLength(limits.message())
              .handshakeTimeoutMillis(handshakeTimeout.toMillis())
              .handleCloseFrames(false)
              .dropPongFrames(false)
              .customHeaders(new DefaultHttpHeaders().set("User-Agent", userAgent))
              .build();
      WebSocketConnection connection =
          new WebSocketConnection(connected, server.url(), parser, trace);
      ChannelPipeline pipeline = connected.pipeline();
      if (server.secure()) {
        pipeline.remove("tls-failure");
      }
      pipeline.addLast("http", new HttpClientCodec());
      pipeline.addLast("http-body", new HttpObjectAggregator(MAX_HTTP_BODY));
      pipeline.addLast("websocket", new WebSocketClientProtocolHandler(config));
      pipeline.addLast("upgrade", new UpgradeWatch(server, this::fail, () -> open(connection)));
      pipeline.addLast("fragments", new WebSocketFrameAggregator(limits.message()));
      pipeline.addLast("sip", connection);
      // The upgrade begins when its handler sees the channel become active, which it did before
      // TLS.
      pipeline.context("http-body").fireChannelActive();
    }

    private void open(WebSocketConnection connection) {
      if (!over) {
        over = true;
        connection.listen(attempt.onOpen(connection));
      }
    }

    private void fail(ConnectionFailedException why) {
      if (!over) {
        over = true;
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

  private SslContext sslContext() throws SSLException {
    SslContext context = sslContext;
    if (context == null) {
      SslContextBuilder builder = SslContextBuilder.forClient().protocols("TLSv1.3", "TLSv1.2");
      if (!tls.isVerified()) {
        builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
        builder.endpointIdentificationAlgorithm(null);
      } else {
        builder.endpointIdentificationAlgorithm("HTTPS");
        if (!tls.trustedCertificates().isEmpty()) {
          builder.trustManager(tls.trustedCertificates().toArray(new X509Certificate[0]));
        }
      }
      context = builder.build();
      sslContext = context;
    }
    return context;
  }
}
