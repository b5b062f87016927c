package io.jasip.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Registration;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.auth.Credentials;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.KeepAlive;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice's tokens come from somebody who takes his time. */
class SlowProviderTest extends UserAgentFlow {

  private static final String WANTED = "WWW-Authenticate: Bearer realm=\"pbx\"";

  private int given;

  @Override
  protected UABuilder configure() {
    return UA.builder()
        .server("wss://pbx.example:8089/ws")
        .user("alice")
        .domain("pbx.example")
        .credentialsProvider(request -> Credentials.bearer("t" + ++given))
        .keepAlive(KeepAlive.OFF)
        .media(media);
  }

  private void register() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, WANTED);
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(registering).isCompleted();
  }

  private void leave() {
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  @DisplayName("a server that asks for another token is not taken for one that does not answer")
  void theServerHasAnswered() {
    register();
    server.drop();
    time.advance(Duration.ofSeconds(2));
    time.pauseCallbacks();
    server.answer(server.receive(SipMethod.REGISTER), 401, WANTED);
    time.advance(Duration.ofSeconds(20));
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    time.resumeCallbacks();
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    leave();
  }

  @Test
  @DisplayName("a token that comes when alice has left does not register her again")
  void aliceHasLeft() {
    CompletableFuture<Registration> registering = promised(alice.register());
    time.pauseCallbacks();
    server.answer(server.receive(SipMethod.REGISTER), 401, WANTED);
    server.drop();
    promised(alice.unregister());
    time.advance(Duration.ofSeconds(2));
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    time.resumeCallbacks();
    assertThat(registering).isCompletedExceptionally();
    assertThat(server.unread()).isEmpty();
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
  }
}
