package io.jasip.internal.hostile;

import io.jasip.UABuilder;
import io.jasip.UAConfig;
import io.jasip.internal.location.FakeDns;
import io.jasip.internal.location.ServerLocator;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.jasip.internal.transport.EmbeddedConnection;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.internal.ua.Platform;
import io.jasip.internal.ua.RealUA;
import io.jasip.sip.SipMessage;
import io.jasip.testkit.VirtualLoop;
import io.jasip.transport.WebSocketServer;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A server that sends bytes, whatever they are. They take the way of production through connection,
 * parser and user agent; only sockets, HTTP and the clock are left out. One user agent, which may
 * have a second connection when it starts again before it has stopped; what is sent goes to the
 * newest.
 */
final class FrameServer implements Platform, SipConnector {

  private static final SipParser PARSER = new SipParser(MessageLimits.DEFAULT);

  private final VirtualLoop loop;
  private final Consumer<SipMessage> heard;
  private final Deque<EmbeddedChannel> channels = new ArrayDeque<>();
  private final List<String> refusals = new ArrayList<>();
  private boolean refusing;
  private int runs;

  /**
   * Makes a server.
   *
   * @param heard told of each message that the user agent sends, at once: it may answer
   */
  FrameServer(VirtualLoop loop, Consumer<SipMessage> heard) {
    this.loop = loop;
    this.heard = heard;
  }

  /** Makes the user agent of this server; callbacks run on the loop's own executor. */
  RealUA userAgent(UABuilder builder) {
    return new RealUA(builder.executor(loop.callbacks()).build().config(), this);
  }

  /** Whether the user agent is connected. */
  boolean isConnected() {
    return !channels.isEmpty();
  }

  /** How many runs of the user agent have begun and not ended. */
  int runs() {
    return runs;
  }

  /** From now on connections are refused, or taken. */
  void refuseConnections(boolean refuse) {
    refusing = refuse;
  }

  /** Sends one frame; does nothing without a connection. */
  void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends one frame; does nothing without a connection. */
  void send(byte[] frame) {
    loop.execute(
        () -> {
          EmbeddedChannel open = channels.peekLast();
          if (open != null) {
            open.writeInbound(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame)));
            flush(open);
          }
        });
  }

  /** Cuts the connection, like a broken network. */
  void drop() {
    loop.execute(
        () -> {
          EmbeddedChannel open = channels.peekLast();
          if (open != null) {
            drop(open);
          }
        });
  }

  private void drop(EmbeddedChannel open) {
    if (channels.remove(open)) {
      open.close();
      open.checkException();
    }
  }

  /** Takes what the user agent has written. */
  private void flush(EmbeddedChannel open) {
    List<SipMessage> messages = new ArrayList<>();
    for (WebSocketFrame frame = open.readOutbound(); frame != null; frame = open.readOutbound()) {
      if (frame instanceof CloseWebSocketFrame) {
        loop.execute(() -> drop(open));
      } else {
        parse(ByteBufUtil.getBytes(frame.content()), messages);
      }
      frame.release();
    }
    messages.forEach(heard);
  }

  /** The answers to requests that could not be read, which cannot be read either. */
  List<String> refusals() {
    return refusals;
  }

  private void parse(byte[] frame, List<SipMessage> to) {
    try {
      SipMessage message = PARSER.parse(frame);
      if (message != null) {
        to.add(message);
      }
    } catch (MalformedMessageException e) {
      String text = new String(frame, StandardCharsets.UTF_8);
      if (text.startsWith("SIP/2.0 400 ") || text.startsWith("SIP/2.0 505 ")) {
        refusals.add(text);
        return;
      }
      throw new AssertionError("the user agent has sent what is no SIP message: " + text, e);
    }
  }

  @Override
  public Place acquire(UAConfig config, Executor background) {
    runs++;
    return new Place(loop, this, new ServerLocator(new FakeDns(), new Random(1)));
  }

  @Override
  public CompletableFuture<Void> release() {
    runs--;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public Runnable connect(WebSocketServer server, Attempt attempt) {
    boolean[] given = {false};
    loop.execute(
        () -> {
          if (given[0]) {
            return;
          }
          if (refusing) {
            attempt.onFailed(
                new io.jasip.transport.ConnectionFailedException(
                    io.jasip.transport.ConnectionFailedException.Layer.TCP, "refused", 0, null));
            return;
          }
          open(attempt);
        });
    return () -> given[0] = true;
  }

  private void open(Attempt attempt) {
    EmbeddedChannel made = new EmbeddedChannel();
    channels.add(made);
    EmbeddedConnection.open(
        made,
        attempt,
        connection ->
            new SipConnection() {
              @Override
              public void send(SipMessage message) {
                connection.send(message);
                // What it answers comes after the work of the moment, like over a network.
                loop.execute(() -> flush(made));
              }

              @Override
              public void ping() {
                connection.ping();
                loop.execute(() -> flush(made));
              }

              @Override
              public void close() {
                connection.close();
                loop.execute(() -> flush(made));
              }
            });
  }
}
