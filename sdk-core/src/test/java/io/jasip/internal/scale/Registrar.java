package io.jasip.internal.scale;

import io.jasip.internal.loop.LoopGroup;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.WebSocketSipServer;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.transport.ConnectionFailedException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A registrar on the loopback address that challenges every user agent once and then takes its
 * REGISTERs. As a program it prints its port, and runs until its input ends.
 */
final class Registrar implements AutoCloseable {

  private final WebSocketSipServer server;
  private final AtomicInteger accepted = new AtomicInteger();

  Registrar() {
    NettyLoop loop = LoopGroup.acquire();
    server = WebSocketSipServer.listen(loop.eventLoop(), null, 0, "/ws", this::serve).join();
  }

  /** Serves until the standard input ends. */
  public static void main(String[] arguments) throws Exception {
    try (Registrar registrar = new Registrar()) {
      System.out.println(registrar.port());
      while (System.in.read() >= 0) {
        // whoever started us keeps the input open
      }
    }
  }

  int port() {
    return server.port();
  }

  /** How many REGISTERs it has taken. */
  int accepted() {
    return accepted.get();
  }

  private SipConnection.Listener serve(SipConnection connection) {
    return new SipConnection.Listener() {
      @Override
      public void onMessage(SipMessage message) {
        if (message instanceof SipRequest request && !request.is(SipMethod.ACK)) {
          connection.send(answer(request));
        }
      }

      @Override
      public void onClosed(ConnectionFailedException why) {}
    };
  }

  private io.jasip.sip.SipResponse answer(SipRequest request) {
    if (request.header("Authorization").isEmpty()) {
      return new ResponseBuilder(request, 401, Identifiers.tag())
          .header(
              "WWW-Authenticate",
              "Digest realm=\"pbx\", nonce=\"" + Identifiers.tag() + "\", qop=\"auth\"")
          .build();
    }
    accepted.incrementAndGet();
    return new ResponseBuilder(request, 200, Identifiers.tag())
        .header("Contact", request.header("Contact").orElse(""))
        .header("Expires", "600")
        .build();
  }

  @Override
  public void close() {
    server.close().join();
    LoopGroup.release();
  }
}
