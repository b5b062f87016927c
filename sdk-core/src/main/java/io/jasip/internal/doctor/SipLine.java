package io.jasip.internal.doctor;

import io.jasip.UAConfig;
import io.jasip.internal.core.Identity;
import io.jasip.internal.core.OwnHeaders;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.internal.transport.WebSocketConnector;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.transport.ConnectionFailedException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of the diagnosis's own, opened as the user agent opens its, with requests and their
 * responses on it. Nothing is sent twice: the transport is reliable. Any thread.
 */
final class SipLine implements AutoCloseable {

  private final Examination examination;
  private final Identity identity;
  private final CompletableFuture<ConnectionFailedException> closed = new CompletableFuture<>();
  private final Map<String, CompletableFuture<SipResponse>> asked = new ConcurrentHashMap<>();
  private volatile @Nullable CompletableFuture<Void> life;
  private volatile @Nullable SipConnection connection;

  private SipLine(Examination examination) {
    this.examination = examination;
    UAConfig config = examination.config();
    // An instance of its own, so that the registration of the application stays untouched.
    this.identity =
        Identity.of(config.account(), examination.server().secure(), null)
            .by(config.viaTransport(), config.rport());
  }

  /**
   * Opens one.
   *
   * @return fails with {@link ConnectionFailedException}
   */
  static CompletableFuture<SipLine> open(Examination examination) {
    UAConfig config = examination.config();
    SipLine line = new SipLine(examination);
    CompletableFuture<SipLine> opened = new CompletableFuture<>();
    WebSocketConnector connector =
        new WebSocketConnector(
            examination.loop(),
            examination.tls(),
            config.userAgent(),
            config.limits(),
            examination.ladder(),
            examination.background(),
            config.connect());
    examination
        .loop()
        .execute(() -> connector.connect(examination.server(), line.new Opening(opened)));
    return examination.closeAtEnd(opened, SipLine::close);
  }

  private final class Opening implements SipConnector.Attempt {
    private final CompletableFuture<SipLine> opened;

    Opening(CompletableFuture<SipLine> opened) {
      this.opened = opened;
    }

    @Override
    public SipConnection.Listener onOpen(SipConnection open) {
      connection = open;
      opened.complete(SipLine.this);
      return new Ear();
    }

    @Override
    public void onFailed(ConnectionFailedException why) {
      opened.completeExceptionally(why);
    }
  }

  private final class Ear implements SipConnection.Listener {
    @Override
    public void onMessage(SipMessage message) {
      if (message instanceof SipResponse response && !response.isProvisional()) {
        CompletableFuture<SipResponse> waiting = asked.remove(key(response));
        if (waiting != null) {
          waiting.complete(response);
        }
      } else if (message instanceof SipRequest request && request.is(SipMethod.OPTIONS)) {
        // A server that polls its phones must not take us for dead.
        send(new ResponseBuilder(request, 200, Identifiers.tag()).build());
      }
    }

    @Override
    public void onSignOfLife() {
      CompletableFuture<Void> waiting = life;
      if (waiting != null) {
        waiting.complete(null);
      }
    }

    @Override
    public void onClosed(ConnectionFailedException why) {
      closed.complete(why);
      asked.values().forEach(waiting -> waiting.completeExceptionally(why));
    }
  }

  Identity identity() {
    return identity;
  }

  /** Completes when the WebSocket ends. */
  CompletableFuture<ConnectionFailedException> closed() {
    return closed;
  }

  /** Begins a request of the account. */
  RequestBuilder request(SipMethod method, SipUri uri, NameAddr to, String callId, long sequence) {
    NameAddr from = identity.addressOfRecord().withoutParameters();
    return request(method, uri, from, to, callId, sequence);
  }

  /** Begins a request of somebody else. */
  RequestBuilder request(
      SipMethod method, SipUri uri, NameAddr from, NameAddr to, String callId, long sequence) {
    return new RequestBuilder(
            uri,
            identity.via(),
            from.withTag(Identifiers.tag()),
            to,
            callId,
            new CSeq(sequence, method))
        .header("User-Agent", examination.config().userAgent());
  }

  /**
   * Sends a request.
   *
   * @return its final response; fails with {@link ConnectionFailedException} if the WebSocket ends
   */
  CompletableFuture<SipResponse> ask(SipRequest request) {
    CompletableFuture<SipResponse> answer = new CompletableFuture<>();
    asked.put(key(request), answer);
    closed.thenAccept(answer::completeExceptionally);
    send(request);
    return answer;
  }

  private static String key(SipMessage message) {
    return message.callId() + " " + message.cSeq();
  }

  private void send(SipMessage message) {
    UAConfig config = examination.config();
    SipMessage dressed = new OwnHeaders(config.userAgent(), config.headers()).on(message);
    examination
        .loop()
        .execute(
            () -> {
              if (connection != null) {
                connection.send(dressed);
              }
            });
  }

  /**
   * Sends a WebSocket ping (RFC 6455 section 5.5.2) or two line ends (RFC 5626 section 4.4.1).
   *
   * @return completes with the next sign of life
   */
  CompletableFuture<Void> ping(boolean byCrlf) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    examination
        .loop()
        .execute(
            () -> {
              life = answer;
              if (connection != null && byCrlf) {
                connection.pingByCrlf();
              } else if (connection != null) {
                connection.ping();
              }
            });
    return answer;
  }

  @Override
  public void close() {
    examination
        .loop()
        .execute(
            () -> {
              if (connection != null) {
                connection.close();
              }
            });
  }
}
