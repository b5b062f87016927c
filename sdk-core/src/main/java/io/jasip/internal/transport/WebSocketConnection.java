package io.jasip.internal.transport;

import io.jasip.fault.Fault;
import io.jasip.internal.flight.FlightRecording;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.Redactor;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.message.SipEncoder;
import io.jasip.internal.message.SipParser;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import io.jasip.trace.SipTrace;
import io.jasip.trace.TracedMessage;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket that is open and carries SIP, one message per frame (RFC 7118 section 5). The last
 * handler of its pipeline; used by clients and, in the embedded PBX and the test kit, by servers.
 */
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame>
    implements SipConnection {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);
  private static final long CLOSE_TIMEOUT_MS = 1_000;

  /** Of one connection; what comes after them is dropped as well, without a word. */
  private static final int MAX_WARNINGS = 20;

  /** Asterisk waits for a request for 32 s. */
  private static final Duration LONG_WITHOUT_REQUEST = Duration.ofSeconds(20);

  /**
   * Asterisk reads messages of up to so many bytes, and closes while longer ones are being sent.
   */
  private static final int ASTERISK_READS = 65_527;

  private static final byte[] PONG = {'\r', '\n'};
  private static final byte[] PING = {'\r', '\n', '\r', '\n'};

  private final Channel channel;
  private final String peer;
  private final SipParser parser;
  private final @Nullable SipTrace trace;
  private @Nullable Listener listener;
  private @Nullable Object recorded;
  private int malformed;
  private boolean asked;
  private boolean longUnanswered;
  private long openedAt;
  private boolean closing;
  private int closeCode = 1006; // RFC 6455 section 7.1.5: closed without a close frame
  private String closeReason = "";
  private @Nullable Throwable fault;

  WebSocketConnection(Channel channel, String peer, SipParser parser, @Nullable SipTrace trace) {
    this.channel = channel;
    this.peer = peer;
    this.parser = parser;
    this.trace = trace;
  }

  /** What it runs on, for a look inside by tests. */
  Channel channel() {
    return channel;
  }

  /** Sets who hears of what comes in; to be called before the first frame can come. */
  void listen(Listener newListener) {
    listener = newListener;
    openedAt = channel.eventLoop().ticker().nanoTime();
    recorded = FlightRecording.connection(peer);
  }

  @Override
  public void send(SipMessage message) {
    if (!channel.isActive() || fault != null) {
      return; // the listener hears of the loss by channelInactive
    }
    asked = true;
    show(true, message);
    byte[] encoded = SipEncoder.encode(message);
    longUnanswered |= encoded.length > ASTERISK_READS;
    channel
        .writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(encoded)))
        .addListener(
            sent -> {
              if (!sent.isSuccess() && fault == null) {
                fault = sent.cause();
                channel.close();
              }
            });
  }

  /** Any WebSocket peer answers this ping (RFC 6455 section 5.5.2), not so the one by CRLF. */
  @Override
  public void ping() {
    channel.writeAndFlush(new PingWebSocketFrame());
  }

  @Override
  public void pingByCrlf() {
    channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(PING)));
  }

  /** Not by the pipeline, where TLS would wait until its farewell has been sent. */
  @Override
  public void abort() {
    if (channel.eventLoop().inEventLoop()) {
      channel.unsafe().close(channel.voidPromise());
    } else {
      channel.eventLoop().execute(this::abort);
    }
  }

  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    // The peer answers with a close frame of its own and then closes.
    channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    abortSoon();
  }

  /** The peer may also do nothing, not even read, so that no frame of ours ever leaves. */
  private void abortSoon() {
    channel.eventLoop().schedule(this::abort, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    longUnanswered = false;
    if (listener != null) {
      listener.onSignOfLife();
    }
    if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
      receive(frame.content());
    } else if (frame instanceof CloseWebSocketFrame close) {
      closeCode = close.statusCode() < 0 ? 1005 : close.statusCode();
      closeReason = close.reasonText();
      if (closing) {
        context.close();
      } else {
        closing = true;
        context
            .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
            .addListener(sent -> context.close());
        abortSoon();
      }
    }
  }

  private void receive(ByteBuf content) {
    byte[] bytes = ByteBufUtil.getBytes(content);
    try {
      SipMessage message = parser.parse(bytes);
      if (message == null) {
        answerKeepAlive(bytes);
        return;
      }
      show(false, message);
      if (listener != null) {
        listener.onMessage(message);
      }
    } catch (MalformedMessageException e) {
      refuse(e);
    } catch (RuntimeException e) {
      LOG.error("A message from {} could not be handled and was dropped", peer, e);
    }
  }

  /**
   * A double CRLF is a ping, a single one its pong (RFC 5626 section 4.4.1); Asterisk pings like
   * that.
   */
  private void answerKeepAlive(byte[] bytes) {
    if (bytes.length >= 4) {
      channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(PONG)));
    }
  }

  private void refuse(MalformedMessageException why) {
    if (malformed++ < MAX_WARNINGS) { // garbage without end is not to fill the disk
      LOG.warn("Dropped a malformed message from {}: {}", peer, why.getMessage());
    }
    SipRequest request = why.request();
    String refusal = why.refusal();
    if (refusal != null) {
      channel.writeAndFlush(
          new TextWebSocketFrame(Unpooled.copiedBuffer(refusal, StandardCharsets.UTF_8)));
    } else if (request != null && !request.is(SipMethod.ACK)) {
      send(
          new ResponseBuilder(request, StatusCode.BAD_REQUEST, Identifiers.tag())
              .reason("Bad Request: " + why.getMessage())
              .build());
    }
  }

  private void show(boolean sent, SipMessage message) {
    if (trace == null) {
      return;
    }
    try {
      trace.onMessage(
          new TracedMessage(
              sent,
              peer,
              Redactor.text(message),
              Instant.now(),
              address(channel.localAddress()),
              address(channel.remoteAddress())));
    } catch (RuntimeException e) {
      LOG.error("The application's SIP trace threw an exception; JaSIP goes on", e);
    }
  }

  @Override
  public @Nullable InetAddress localAddress() {
    InetSocketAddress local = address(channel.localAddress());
    return local == null ? null : local.getAddress();
  }

  private static @Nullable InetSocketAddress address(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress internet ? internet : null;
  }

  /** The server does not read: what is more than the limit would fill the memory. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!channel.isWritable() && fault == null) {
      longUnanswered = false; // we close
      fault =
          new IOException(
              "it does not read, and "
                  + channel.config().getWriteBufferHighWaterMark()
                  + " bytes wait to be sent (Limits.unsentBytes)");
      channel.eventLoop().execute(this::abort); // not while it is being written to
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fault = cause;
    context.close(); // which waits until a close frame has left
    abortSoon();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (listener != null) {
      FlightRecording.closed(recorded, closeCode);
      listener.onClosed(whyClosed());
      listener = null;
    }
  }

  private ConnectionFailedException whyClosed() {
    long now = channel.eventLoop().ticker().nanoTime();
    String message = "the connection to " + peer + " was closed";
    if (closing && closeCode != 1006) {
      message += " with code " + closeCode + (closeReason.isEmpty() ? "" : " " + closeReason);
    } else if (!closing) {
      IdleWatch watch = channel.pipeline().get(IdleWatch.class);
      Duration silence = watch == null ? Duration.ZERO : watch.silence(now);
      if (watch != null && watch.isCut(silence)) {
        return cut(silence);
      }
    }
    if (fault != null && (!closing || closeCode == 1006)) {
      message = "the connection to " + peer + " was lost: " + fault.getMessage();
    } else if (!closing) {
      message +=
          " by the server without a word (1006); it was restarted, refused us, or a proxy cut the"
              + " line";
    }
    if (closeCode == 1000 && !asked && now - openedAt > LONG_WITHOUT_REQUEST.toNanos()) {
      return failed(Fault.WS_CLOSED_WITHOUT_REQUEST, message);
    }
    // The close frame that says so gets lost if the server has not read all that we sent.
    return closeCode == 1006 && longUnanswered
        ? failed(Fault.WS_MESSAGE_TOO_BIG, message)
        : new ConnectionFailedException(Layer.WEBSOCKET, message, closeCode, fault);
  }

  private ConnectionFailedException failed(Fault why, String message) {
    return new ConnectionFailedException(why, Layer.WEBSOCKET, message, closeCode, fault, null);
  }

  private ConnectionFailedException cut(Duration silence) {
    return failed(
        Fault.WS_CUT_WHEN_IDLE,
        String.format(
            Locale.ROOT,
            "the connection to %s was closed without a word (1006) after %.1f s in which nothing"
                + " crossed it; mostly a proxy on the way does that: let KeepAlive send pings more"
                + " often, or raise the proxy's limit",
            peer,
            silence.toMillis() / 1_000.0));
  }
}
