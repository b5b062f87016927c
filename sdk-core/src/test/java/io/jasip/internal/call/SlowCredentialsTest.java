package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.Cause;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.auth.Credentials;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.transport.KeepAlive;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The server asks alice for her password in a call, and she takes her time to find it. */
class SlowCredentialsTest extends UserAgentFlow {

  private static final String CHALLENGE =
      "Proxy-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"";

  @Override
  protected UABuilder configure() {
    return UA.builder()
        .server("wss://pbx.example:8089/ws")
        .user("alice")
        .domain("pbx.example")
        .keepAlive(KeepAlive.OFF)
        .media(media)
        .credentialsProvider(request -> Credentials.of("alice", "secret"));
  }

  private Call aliceLooksForHerPassword() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    time.pauseCallbacks();
    bob.refuses(407, CHALLENGE);
    return call;
  }

  @Test
  void andFindsIt() {
    aliceLooksForHerPassword();
    time.resumeCallbacks();
    assertThat(bob.takesCall().header("Proxy-Authorization")).isPresent();
    bob.refuses(486);
  }

  @Test
  void andDoesNotFindItInTime() {
    aliceLooksForHerPassword();
    time.advance(TIMEOUT);
    time.resumeCallbacks();
    assertThat(end().cause()).isEqualTo(Cause.AUTHENTICATION_ERROR);
  }

  @Test
  void andHangsUp() {
    Call call = aliceLooksForHerPassword();
    promised(call.hangup());
    assertThat(server.unread()).as("no INVITE is left to be cancelled").isEmpty();
    time.resumeCallbacks();
    assertThat(call.ended()).as("there is nothing to wait for").isCompleted();
    assertThat(end().cause()).isEqualTo(Cause.CANCELED);
  }

  @Test
  void andTheConnectionIsLost() {
    Call call = aliceLooksForHerPassword();
    server.drop();
    time.advance(Duration.ofSeconds(2));
    assertThat(server.isConnected()).isTrue();
    time.resumeCallbacks();
    assertThat(server.unread()).as("nobody wants the call any more").isEmpty();
    assertThat(call.ended()).isCompleted();
    assertThat(end().cause()).isEqualTo(Cause.CONNECTION_ERROR);
  }

  @Test
  void andStopsBeforeHerMessageIsSentAgain() {
    CompletableFuture<SipResponse> sent = promised(alice.sendMessage("bob", "hello"));
    SipRequest message = server.receive(SipMethod.MESSAGE);
    time.pauseCallbacks();
    server.answer(message, 407, CHALLENGE);
    promised(alice.stop());
    time.advance(Duration.ofSeconds(2));
    time.shutDown();
    time.resumeCallbacks();
    assertThat(sent).isCompletedExceptionally();
  }
}
