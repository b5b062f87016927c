package io.jasip.internal.doctor;

import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transport.CertificateSpec.Made;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.WebSocketSipServer;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.transport.ConnectionFailedException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A SIP server that is healthy, except for what a test changes. */
class IllPbx implements AutoCloseable {

  static final String CHALLENGE =
      "Digest realm=\"asterisk\", nonce=\"1763726400/0123456789abcdef0123456789abcdef\","
          + " opaque=\"6d3b1e2a\", algorithm=MD5, qop=\"auth\"";

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("ill-pbx", true), NioIoHandler.newFactory());
  private final WebSocketSipServer server;
  private final List<SipRequest> requests = new CopyOnWriteArrayList<>();
  private final boolean secure;

  /** Contacts by their user part. On the loop. */
  final Map<String, String> bindings = new LinkedHashMap<>();

  /** That registrations last at most; 0 for as long as is asked. */
  volatile int seconds;

  /** Whether every answer to a challenge is wrong. */
  volatile boolean refuses;

  private int connections;

  IllPbx(Made certificate) {
    this(certificate.server());
  }

  IllPbx(@Nullable SslContext tls) {
    secure = tls != null;
    server = WebSocketSipServer.listen(group.next(), tls, 0, "/ws", this::accept).join();
  }

  /** One without TLS. */
  static IllPbx plain() {
    return new IllPbx((SslContext) null);
  }

  String url() {
    return (secure ? "wss" : "ws") + "://localhost:" + server.port() + "/ws";
  }

  int port() {
    return server.port();
  }

  List<SipRequest> requests() {
    return requests;
  }

  private SipConnection.Listener accept(SipConnection connection) {
    int number = ++connections;
    opened(connection, number);
    return new SipConnection.Listener() {
      @Override
      public void onMessage(SipMessage message) {
        if (message instanceof SipRequest request) {
          requests.add(request);
          IllPbx.this.onRequest(connection, request, number);
        }
      }

      @Override
      public void onClosed(ConnectionFailedException why) {}
    };
  }

  /** A WebSocket opens; counted from one. */
  void opened(SipConnection connection, int number) {}

  void onRequest(SipConnection connection, SipRequest request, int number) {
    if (request.is(SipMethod.REGISTER)) {
      register(connection, request);
    } else if (!request.is(SipMethod.ACK)) {
      connection.send(response(request, 200).header("Allow", "INVITE, ACK, BYE").build());
    }
  }

  void register(SipConnection connection, SipRequest request) {
    if (refuses || request.header("Authorization").isEmpty()) {
      connection.send(response(request, 401).header("WWW-Authenticate", CHALLENGE).build());
      return;
    }
    authorized(connection, request);
  }

  /** Takes all who answer a challenge, whatever their answer. */
  void authorized(SipConnection connection, SipRequest request) {
    String contact = request.header("Contact").orElse("");
    if (!contact.isEmpty()) {
      String user = contact.replaceFirst("<sip:([^@]*)@.*", "$1");
      if (request.header("Expires").orElse("").equals("0")) {
        bindings.remove(user);
      } else {
        bindings.put(
            user,
            seconds == 0 ? contact : contact.replaceAll("expires=[0-9]+", "expires=" + seconds));
      }
    }
    ResponseBuilder response = response(request, 200);
    new ArrayList<>(bindings.values()).forEach(each -> response.header("Contact", each));
    connection.send(response.build());
  }

  static ResponseBuilder response(SipRequest request, int status) {
    return new ResponseBuilder(request, status, "pbx").header("Server", "Asterisk PBX 22.10.1");
  }

  @Override
  public void close() {
    server.close().join();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
