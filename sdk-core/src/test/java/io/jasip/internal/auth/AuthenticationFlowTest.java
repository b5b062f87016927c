package io.jasip.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.Registration;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsRequest;
import io.jasip.auth.DigestAlgorithm;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.ScriptedServer;
import io.jasip.transport.ConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and proxies ask alice who she is (RFC 3261 section 22, RFC 7616, 8760 and 8898). */
class AuthenticationFlowTest extends UserAgentFlow {

  private static final String REGISTRAR =
      "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"";
  private static final String PROXY =
      "Proxy-Authenticate: Digest realm=\"edge\", nonce=\"e1\", qop=\"auth\"";

  private final ScriptedServer other = new ScriptedServer(time);
  private final List<CredentialsRequest> asked = new ArrayList<>();

  @AfterEach
  void nothingIsUnread() {
    assertThat(other.unread()).isEmpty();
    assertThat(other.runs()).isZero();
  }

  /** Starts dave, who registers at the other server. */
  private UA dave(String url, UnaryOperator<UABuilder> with) {
    UA dave = other.userAgent(with.apply(UA.builder().server(url).user("dave")));
    promised(dave.start());
    return dave;
  }

  private UA dave(UnaryOperator<UABuilder> with) {
    return dave("wss://pbx.example/ws", with);
  }

  private void stop(UA dave) {
    CompletableFuture<Void> stopping = promised(dave.stop());
    if (!stopping.isDone()) {
      other.answer(other.receive(SipMethod.REGISTER), 200);
    }
    assertThat(stopping).isCompleted();
  }

  private static String authorization(SipRequest request) {
    return request.header("Authorization").orElse("");
  }

  @Test
  @DisplayName("#36 #40 D-14 proxy and registrar in different realms are both answered")
  void twoRealms() {
    CompletableFuture<Registration> done = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 407, PROXY);
    SipRequest second = server.receive(SipMethod.REGISTER);
    assertThat(second.header("Proxy-Authorization")).get().asString().contains("realm=\"edge\"");
    server.answer(second, 401, REGISTRAR);
    SipRequest third = server.receive(SipMethod.REGISTER);
    assertThat(third.header("Proxy-Authorization")).get().asString().contains("nc=00000002");
    assertThat(authorization(third)).contains("realm=\"pbx\"", "nc=00000001");
    server.answer(third, 200);
    assertThat(done).isCompleted();
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  @DisplayName(
      "#42 D-15 the ACK of a 2xx carries the credentials of its INVITE; #41 so does the BYE, counted on")
  void acknowledgement() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.responds(407, PROXY);
    server.receive(SipMethod.ACK);
    SipRequest invite = bob.takesCall();
    bob.answers();
    SipRequest ack = server.receive(SipMethod.ACK);
    assertThat(ack.header("Proxy-Authorization")).isEqualTo(invite.header("Proxy-Authorization"));
    call.hangup();
    SipRequest bye = server.receive(SipMethod.BYE);
    assertThat(bye.header("Proxy-Authorization")).get().asString().contains("nc=00000002");
    server.answer(bye, 200);
  }

  @Test
  @DisplayName("#41 nextnonce of Authentication-Info is used in the next request")
  void nextNonce() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, REGISTRAR);
    server.answer(
        server.receive(SipMethod.REGISTER), 200, "Authentication-Info: nextnonce=\"n2\", qop=auth");
    promised(alice.unregister());
    SipRequest last = server.receive(SipMethod.REGISTER);
    assertThat(authorization(last)).contains("nonce=\"n2\"", "nc=00000001");
    server.answer(last, 200);
  }

  @Test
  @DisplayName("#35 the application sets a floor below which no challenge is answered")
  void floor() {
    UA dave = dave(builder -> builder.password("x").weakestDigest(DigestAlgorithm.SHA_256));
    CompletableFuture<Registration> refused = promised(dave.register());
    other.answer(other.receive(SipMethod.REGISTER), 401, REGISTRAR);
    assertThat(refused).isCompletedExceptionally();

    CompletableFuture<Registration> taken = promised(dave.register());
    other.answer(
        other.receive(SipMethod.REGISTER),
        401,
        REGISTRAR,
        REGISTRAR.replace("n1", "n2") + ", algorithm=SHA-256");
    SipRequest second = other.receive(SipMethod.REGISTER);
    assertThat(authorization(second)).contains("nonce=\"n2\"", "algorithm=SHA-256");
    other.answer(second, 200);
    assertThat(taken).isCompleted();
    stop(dave);
  }

  @Test
  @DisplayName("#38 HA1 instead of a password gives the same answer, for its realm alone")
  void ha1() {
    // MD5 of dave:pbx:secret
    UA dave =
        dave(
            builder ->
                builder.credentials(
                    Credentials.ofHa1(
                        "dave", "pbx", DigestAlgorithm.MD5, "7868c28a1ba1141ac7ac40b74779d044")));
    CompletableFuture<Registration> done = promised(dave.register());
    other.answer(other.receive(SipMethod.REGISTER), 401, REGISTRAR);
    SipRequest second = other.receive(SipMethod.REGISTER);
    assertThat(authorization(second)).contains("username=\"dave\"", "response=");
    other.answer(second, 407, PROXY);
    assertThat(done).isCompletedExceptionally();
    stop(dave);
  }

  @Test
  @DisplayName("#39 a bearer token goes with REGISTER at once, and elsewhere when asked (RFC 8898)")
  void bearer() {
    UA dave = dave(builder -> builder.credentials(Credentials.bearer("abc.def")));
    promised(dave.register());
    SipRequest register = other.receive(SipMethod.REGISTER);
    assertThat(authorization(register)).isEqualTo("Bearer abc.def");
    other.answer(register, 200);
    stop(dave);
  }

  @Test
  @DisplayName("#39 a token that was refused is not sent again")
  void bearerRefused() {
    UA dave = dave(builder -> builder.credentials(Credentials.bearer("abc.def")));
    CompletableFuture<Registration> done = promised(dave.register());
    other.answer(
        other.receive(SipMethod.REGISTER),
        401,
        "WWW-Authenticate: Bearer realm=\"pbx\", error=\"invalid_token\"");
    assertThat(done).isCompletedExceptionally();
    stop(dave);
  }

  @Test
  @DisplayName("#39 a bearer token never leaves without TLS")
  void bearerWithoutTls() {
    UA dave =
        dave(
            "ws://pbx.example/ws",
            b ->
                b.credentials(Credentials.bearer("abc.def"))
                    .connect(ConnectOptions.builder().allowCredentialsWithoutTls().build()));
    CompletableFuture<Registration> done = promised(dave.register());
    SipRequest register = other.receive(SipMethod.REGISTER);
    assertThat(register.header("Authorization")).isEmpty();
    other.answer(register, 401, "WWW-Authenticate: Bearer realm=\"pbx\"");
    assertThat(done).isCompletedExceptionally();
    stop(dave);
  }

  @Test
  @DisplayName("#43 the credentials provider is asked when a server asks, with what it says")
  void provider() {
    UA dave =
        dave(
            builder ->
                builder.credentialsProvider(
                    request -> {
                      asked.add(request);
                      return Credentials.bearer("t" + asked.size());
                    }));
    promised(dave.register());
    SipRequest first = other.receive(SipMethod.REGISTER);
    assertThat(authorization(first)).isEmpty();
    other.answer(
        first,
        401,
        "WWW-Authenticate: Bearer realm=\"pbx\", authz_server=\"https://id.example\", scope=\"sip\"");
    SipRequest second = other.receive(SipMethod.REGISTER);
    assertThat(authorization(second)).isEqualTo("Bearer t1");
    assertThat(asked)
        .containsExactly(
            new CredentialsRequest("pbx", false, true, "https://id.example", "sip", null));
    other.answer(second, 401, "WWW-Authenticate: Bearer realm=\"pbx\", error=\"invalid_token\"");
    SipRequest third = other.receive(SipMethod.REGISTER);
    assertThat(authorization(third)).isEqualTo("Bearer t2");
    assertThat(asked.get(1).rejected()).hasToString("Credentials[bearer]");
    other.answer(third, 200);
    CompletableFuture<Void> leaving = promised(dave.unregister());
    SipRequest last = other.receive(SipMethod.REGISTER);
    assertThat(authorization(last)).isEqualTo("Bearer t2");
    other.answer(last, 200);
    assertThat(leaving).isCompleted();
    assertThat(asked).hasSize(2);
    stop(dave);
  }

  @Test
  @DisplayName("#43 a wrong password may be corrected, which is bounded")
  void providerForEver() {
    UA dave =
        dave(
            builder ->
                builder.credentialsProvider(
                    request -> {
                      asked.add(request);
                      return Credentials.of("dave", "guess" + asked.size());
                    }));
    CompletableFuture<Registration> done = promised(dave.register());
    for (int i = 0; i < 4; i++) {
      other.answer(other.receive(SipMethod.REGISTER), 401, REGISTRAR.replace("n1", "m" + i));
    }
    assertThat(other.unread()).isEmpty();
    assertThat(done).isCompletedExceptionally();
    assertThat(asked).hasSize(3);
    stop(dave);
  }

  @ParameterizedTest(name = "#43 a provider that {0} leaves the request refused")
  @ValueSource(strings = {"gives nothing", "throws"})
  void providerWithout(String how) {
    UA dave =
        dave(
            builder ->
                builder.credentialsProvider(
                    request -> {
                      if (how.equals("throws")) {
                        throw new IllegalStateException("no");
                      }
                      return null;
                    }));
    CompletableFuture<Registration> done = promised(dave.register());
    other.answer(other.receive(SipMethod.REGISTER), 401, REGISTRAR);
    assertThat(done).isCompletedExceptionally();
    stop(dave);
  }

  @Test
  @DisplayName("#22 credentials are changed at run time")
  void changed() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, REGISTRAR);
    SipRequest second = server.receive(SipMethod.REGISTER);
    alice.setCredentials(Credentials.of("alice2", "new"));
    server.answer(second, 401, REGISTRAR.replace("n1", "n2"));
    SipRequest third = server.receive(SipMethod.REGISTER);
    assertThat(authorization(third)).contains("username=\"alice2\"");
    server.answer(third, 200, "Expires: 60");
    time.advance(Duration.ofSeconds(55));
    SipRequest refresh = server.receive(SipMethod.REGISTER);
    assertThat(authorization(refresh)).contains("username=\"alice2\"", "nc=00000002");
    server.answer(refresh, 200);
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }
}
