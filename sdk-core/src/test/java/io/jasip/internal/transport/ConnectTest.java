package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import io.jasip.trace.TracedMessage;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Alice connects to a server that works. */
class ConnectTest extends LoopbackTest {

  private final CompletableFuture<ConnectionFailedException> serverSideClosed =
      new CompletableFuture<>();

  /** Answers every request with 200. */
  private SipConnection.Listener bob(SipConnection connection) {
    return new SipConnection.Listener() {
      @Override
      public void onMessage(SipMessage message) {
        connection.send(new ResponseBuilder((SipRequest) message, 200, "b1").build());
      }

      @Override
      public void onClosed(ConnectionFailedException why) {
        serverSideClosed.complete(why);
      }
    };
  }

  @Test
  void plain() {
    WebSocketSipServer server = sipServer(null, this::bob);
    connect("ws://localhost:" + server.port() + "/ws", TlsConfig.system());
    alice.connection().send(message());

    assertThat(alice.message().startLine()).isEqualTo("SIP/2.0 200 OK");
  }

  @Test
  void overTlsWithTheServersOwnCertificateTrusted() {
    TestCertificate certificate = TestCertificate.valid();
    WebSocketSipServer server = sipServer(certificate.serverSide(), this::bob);
    connect(
        "wss://localhost:" + server.port() + "/ws",
        TlsConfig.trusting(List.of(certificate.certificate())));
    alice.connection().send(message());

    assertThat(alice.message().startLine()).isEqualTo("SIP/2.0 200 OK");
  }

  @Test
  void overTlsByAddress() {
    TestCertificate certificate = TestCertificate.valid();
    WebSocketSipServer server = sipServer(certificate.serverSide(), this::bob);
    connect(
        "wss://127.0.0.1:" + server.port() + "/ws",
        TlsConfig.trusting(List.of(certificate.certificate())));

    assertThat(alice.connection()).isNotNull();
  }

  @Test
  void overTlsWithoutVerification() {
    WebSocketSipServer server =
        sipServer(TestCertificate.of("other.example.com").serverSide(), this::bob);
    connect("wss://localhost:" + server.port() + "/ws", TlsConfig.insecure());

    assertThat(alice.connection()).isNotNull();
  }

  @Test
  void whatCrossesIsTracedWithoutSecrets() {
    List<TracedMessage> traced = Collections.synchronizedList(new ArrayList<>());
    WebSocketSipServer server = sipServer(null, this::bob);
    String url = "ws://localhost:" + server.port() + "/ws";
    connect(url, TlsConfig.system(), traced::add);
    alice.connection().send(message());
    alice.message();

    assertThat(traced).extracting(TracedMessage::sent).containsExactly(true, false);
    assertThat(traced).extracting(TracedMessage::peer).containsOnly(url);
    assertThat(traced.get(0).text())
        .startsWith("MESSAGE sip:bob@pbx SIP/2.0\n")
        .contains("Authorization: ***\n", "a=ice-pwd:***")
        .doesNotContain("topsecret");
    assertThat(traced.get(1).text()).startsWith("SIP/2.0 200 OK\n");
  }

  @Test
  void aTraceThatThrowsChangesNothing() {
    WebSocketSipServer server = sipServer(null, this::bob);
    connect(
        "ws://localhost:" + server.port() + "/ws",
        TlsConfig.system(),
        message -> {
          throw new IllegalStateException("the application's own fault");
        });
    alice.connection().send(message());

    assertThat(alice.message().startLine()).isEqualTo("SIP/2.0 200 OK");
  }

  @Test
  void aliceCloses() {
    WebSocketSipServer server = sipServer(null, this::bob);
    connect("ws://localhost:" + server.port() + "/ws", TlsConfig.system());
    SipConnection connection = alice.connection();
    eventLoop.execute(connection::close);
    eventLoop.execute(connection::close);

    assertSays(alice.closed(), Layer.WEBSOCKET, 1000, "ws://localhost:" + server.port() + "/ws");
    assertSays(serverSideClosed.orTimeout(30, TimeUnit.SECONDS).join(), Layer.WEBSOCKET, 1000);

    connection.send(message()); // dropped
    alice.assertToldOnce();
  }

  @Test
  void theServerStops() {
    WebSocketSipServer server = sipServer(null, this::bob);
    connect("ws://localhost:" + server.port() + "/ws", TlsConfig.system());
    alice.connection();
    server.close().join();

    assertSays(alice.closed(), Layer.WEBSOCKET, 1000, "with code 1000");
  }

  @Test
  void anAttemptThatIsGivenUpIsNotTold() {
    CompletableFuture<Void> accepted = new CompletableFuture<>();
    RawServer.Frames frames = new RawServer.Frames(channel -> accepted.complete(null));
    int port = rawServer(frames);
    eventLoop
        .submit(
            () -> {
              // In one task, so that the connection cannot be open before it is given up.
              Runnable giveUp = connectFromLoop("ws://localhost:" + port + "/ws");
              giveUp.run();
              giveUp.run();
            })
        .syncUninterruptibly();

    // A second attempt is through when the first one would long have been.
    Alice other = new Alice();
    WebSocketSipServer server = sipServer(null, this::bob);
    connect("ws://localhost:" + server.port() + "/ws", TlsConfig.system(), null, other);
    other.connection();
    assertThat(alice.wasTold()).isFalse();
  }

  @Test
  void anOpenConnectionIsNotGivenUp() {
    WebSocketSipServer server = sipServer(null, this::bob);
    Runnable giveUp = connect("ws://localhost:" + server.port() + "/ws", TlsConfig.system());
    SipConnection connection = alice.connection();
    eventLoop.submit(giveUp).syncUninterruptibly();
    connection.send(message());

    assertThat(alice.message()).isNotNull();
    assertThat(alice.isOpen()).isTrue();
  }

  @Test
  void manyConnectionsComeAndGo() {
    WebSocketSipServer server = sipServer(null, this::bob);
    List<Alice> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Alice each = new Alice();
      all.add(each);
      connect("ws://localhost:" + server.port() + "/ws", TlsConfig.system(), null, each);
    }
    all.forEach(each -> each.connection().send(message()));
    all.forEach(Alice::message);
    all.forEach(each -> eventLoop.execute(each.connection()::close));
    all.forEach(each -> assertThat(each.closed().code()).isEqualTo(1000));
    server.close().join();
    await().atMost(30, TimeUnit.SECONDS).until(() -> all.stream().noneMatch(Alice::isOpen));
  }

  private static SipRequest message() {
    NameAddr account = NameAddr.of(SipUri.parse("sip:alice@pbx"));
    NameAddr callee = NameAddr.of(SipUri.parse("sip:bob@pbx"));
    return new RequestBuilder(
            callee.uri(),
            new Via("WSS", "a.invalid", SipParameters.NONE.with("branch", "z9hG4bK1")),
            account.withTag("a1"),
            callee,
            "call-1",
            new CSeq(1, SipMethod.MESSAGE))
        .headers(SipHeaders.builder().add("Authorization", "Digest response=\"topsecret\"").build())
        .body("application/sdp", "v=0\r\na=ice-pwd:topsecret\r\n")
        .build();
  }
}
