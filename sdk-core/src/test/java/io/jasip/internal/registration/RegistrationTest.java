package io.jasip.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Cause;
import io.jasip.Registration;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alice registers (RFC 3261 section 10, RFC 5626 section 4.2, RFC 8760). */
class RegistrationTest extends UserAgentFlow {

  private static final String MD5 =
      "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";

  @Test
  void theServerAsksForAPasswordAndIsContent() {
    CompletableFuture<Registration> registering = promised(alice.register());
    SipRequest first = server.receive(SipMethod.REGISTER);
    assertThat(first.uri()).hasToString("sip:pbx.example");
    assertThat(first.from().uri()).isEqualTo(first.to().uri()).hasToString("sip:alice@pbx.example");
    assertThat(first.header("Contact")).get().asString().contains("reg-id=1", "+sip.instance");
    assertThat(first.header("Expires")).contains("600");
    assertThat(first.header("Authorization")).isEmpty();
    server.answer(first, 401, MD5);

    SipRequest second = server.receive(SipMethod.REGISTER);
    assertThat(second.callId()).isEqualTo(first.callId());
    assertThat(second.cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(authorization(second))
        .contains("username=\"alice\"", "realm=\"pbx\"", "nonce=\"n1\"", "nc=00000001");
    assertThat(registering).isNotDone();
    server.answer(second, 200, "Expires: 300");
    assertThat(registering).isCompletedWithValue(alice.registration());
    assertThat(alice.registration().expires()).isEqualTo(Duration.ofMinutes(5));
    assertThat(aliceHears.lines()).containsExactly("REGISTERING", "REGISTERED");
    leave();
  }

  @Test
  void theRegisterLeavesTheMomentTheSocketIsOpen() {
    assertThat(promised(alice.stop())).isCompleted();
    server.holdConnections();
    CompletableFuture<Registration> registering =
        promised(aliceStarts().thenCompose(started -> alice.register()));
    time.advance(Duration.ofSeconds(3));
    assertThat(server.unread()).isEmpty();
    server.open();
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(registering).isCompleted();
    leave();
  }

  @Test
  void theStrongestHashIsChosen() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(
        server.receive(SipMethod.REGISTER),
        401,
        MD5,
        "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n2\", algorithm=SHA-256, qop=\"auth\"");
    SipRequest second = server.receive(SipMethod.REGISTER);
    assertThat(second.headers().all("Authorization")).hasSize(1);
    assertThat(authorization(second)).contains("algorithm=SHA-256", "nonce=\"n2\"");
    server.answer(second, 200);
    assertThat(registering).isCompleted();
    leave();
  }

  @Test
  void aWrongPasswordIsTriedOnce() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, MD5);
    server.answer(
        server.receive(SipMethod.REGISTER), 401, MD5.replace("nonce=\"n1\"", "nonce=\"n2\""));
    assertThat(server.unread()).isEmpty();
    assertThat(failure(registering).why()).isEqualTo(Cause.AUTHENTICATION_ERROR);
    assertThat(failure(registering))
        .hasMessageContaining("alice")
        .hasMessageNotContaining("secret");
    assertThat(aliceHears.lines())
        .containsExactly("REGISTERING", "UNREGISTERED AUTHENTICATION_ERROR");
  }

  @Test
  void aStaleNonceIsNoWrongPassword() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, MD5);
    server.answer(
        server.receive(SipMethod.REGISTER),
        401,
        MD5.replace("nonce=\"n1\"", "nonce=\"n2\", stale=true"));
    SipRequest third = server.receive(SipMethod.REGISTER);
    assertThat(authorization(third)).contains("nonce=\"n2\"", "nc=00000001");
    server.answer(third, 200);
    assertThat(registering).isCompleted();
    leave();
  }

  @Test
  void aServerThatIsNeverContentIsGivenUp() {
    CompletableFuture<Registration> registering = promised(alice.register());
    for (int i = 0; i < 4; i++) {
      server.answer(
          server.receive(SipMethod.REGISTER),
          401,
          MD5.replace("nonce=\"n1\"", "nonce=\"m" + i + "\", stale=true"));
    }
    assertThat(server.unread()).isEmpty();
    assertThat(failure(registering).status()).isEqualTo(401);
  }

  @Test
  void withoutAPasswordAChallengeIsTheEnd() {
    ScriptedServer other = new ScriptedServer(time);
    UA dave = other.userAgent(UA.builder().server("wss://pbx.example/ws").user("dave"));
    promised(dave.start());
    CompletableFuture<Registration> registering = promised(dave.register());
    other.answer(other.receive(SipMethod.REGISTER), 401, MD5);
    assertThat(failure(registering).why()).isEqualTo(Cause.AUTHENTICATION_ERROR);
    assertThat(promised(dave.stop())).isCompleted();
    assertThat(other.runs()).isZero();
  }

  @Test
  void theServerWantsALongerInterval() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 423, "Min-Expires: 1800");
    SipRequest second = server.receive(SipMethod.REGISTER);
    assertThat(second.header("Expires")).contains("1800");
    server.answer(second, 200);
    assertThat(registering).isCompleted();
    assertThat(alice.registration().expires()).isEqualTo(Duration.ofMinutes(30));
    leave();
  }

  @Test
  void theServerIsNeverContentWithTheInterval() {
    CompletableFuture<Registration> registering = promised(alice.register());
    for (int minimum = 601; !registering.isDone() && minimum < 700; minimum++) {
      server.answer(server.receive(SipMethod.REGISTER), 423, "Min-Expires: " + minimum);
    }
    assertThat(server.unread()).isEmpty();
    assertThat(failure(registering).status()).isEqualTo(423);
  }

  @ParameterizedTest
  @CsvSource({"''", "Min-Expires: 600", "Min-Expires: 5", "Min-Expires: soon"})
  void anIntervalTooBriefThatAsksForNothingMoreIsARefusal(String minimum) {
    CompletableFuture<Registration> registering = promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    server.answer(register, 423, minimum.isEmpty() ? new String[0] : new String[] {minimum});
    assertThat(server.unread()).isEmpty();
    assertThat(failure(registering).status()).isEqualTo(423);
  }

  @ParameterizedTest
  @CsvSource({
    "403, AUTHENTICATION_ERROR",
    "404, NOT_FOUND",
    "500, SIP_FAILURE_CODE",
    "503, SIP_FAILURE_CODE"
  })
  void theServerRefuses(int status, Cause cause) {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), status);
    assertThat(failure(registering).why()).isEqualTo(cause);
    assertThat(failure(registering).status()).isEqualTo(status);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
  }

  @Test
  void theServerDoesNotAnswer() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.receive(SipMethod.REGISTER);
    time.advance(TIMEOUT);
    assertThat(failure(registering).why()).isEqualTo(Cause.REQUEST_TIMEOUT);
    assertThat(failure(registering)).hasMessageContaining("32 s");
  }

  @Test
  void aProvisionalResponseDecidesNothing() {
    CompletableFuture<Registration> registering = promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    server.answer(register, 100);
    assertThat(registering).isNotDone();
    server.answer(register, 200);
    assertThat(registering).isCompleted();
    leave();
  }

  @Test
  void ofSeveralContactsOurOwnCounts() {
    promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    String user = register.header("Contact").orElseThrow().replaceAll("<sip:([^@]*)@.*", "$1");
    server.answer(
        register,
        200,
        "Expires: 9999",
        "Contact: <sip:desk@192.0.2.7>;expires=3600, <sip:" + user + "@192.0.2.1:4>;expires=120",
        "Contact: <sip:mobile@192.0.2.8>;expires=60");
    assertThat(alice.registration().expires()).isEqualTo(Duration.ofMinutes(2));
    leave();
  }

  @Test
  void itIsRefreshedBeforeItExpires() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, MD5);
    SipRequest register = server.receive(SipMethod.REGISTER);
    server.answer(register, 200, "Expires: 60");
    aliceHears.clear();
    time.advance(Duration.ofSeconds(55).minusMillis(1));
    assertThat(server.unread()).isEmpty();
    time.advance(Duration.ofMillis(1));
    SipRequest refresh = server.receive(SipMethod.REGISTER);
    assertThat(refresh.callId()).isEqualTo(register.callId());
    assertThat(refresh.cSeq().number()).isEqualTo(register.cSeq().number() + 1);
    assertThat(authorization(refresh)).contains("nonce=\"n1\"", "nc=00000002");
    server.answer(refresh, 200, "Expires: 120");
    assertThat(aliceHears.lines()).endsWith("REGISTERED");
    time.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(server.unread()).as("the first half of the interval").isEmpty();
    time.advance(Duration.ofSeconds(29));
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 60");
    leave();
  }

  @Test
  void aRefreshIsRefused() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 60");
    time.advance(Duration.ofSeconds(56));
    server.answer(server.receive(SipMethod.REGISTER), 403);
    assertThat(aliceHears.lines()).endsWith("UNREGISTERED AUTHENTICATION_ERROR");
    assertThat(alice.registration().expires()).isZero();
  }

  @Test
  void twoWishesAreOneRegister() {
    CompletableFuture<Registration> one = promised(alice.register());
    CompletableFuture<Registration> two = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(one).isCompleted();
    assertThat(two).isCompleted();
    leave();
  }

  @Test
  void aliceLeaves() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> leaving = promised(alice.unregister());
    SipRequest last = server.receive(SipMethod.REGISTER);
    assertThat(last.header("Expires")).contains("0");
    assertThat(leaving).isNotDone();
    server.answer(last, 200);
    assertThat(leaving).isCompleted();
    assertThat(aliceHears.lines()).endsWith("REGISTERED", "UNREGISTERING", "UNREGISTERED");
    assertThat(promised(alice.unregister())).as("again").isCompleted();
  }

  @Test
  void aliceLeavesBeforeTheServerHasAnswered() {
    CompletableFuture<Registration> registering = promised(alice.register());
    SipRequest first = server.receive(SipMethod.REGISTER);
    CompletableFuture<Void> leaving = promised(alice.unregister());
    assertThat(failure(registering).why()).isEqualTo(Cause.CANCELED);
    assertThat(server.unread()).as("one at a time (RFC 3261 section 10.2)").isEmpty();
    server.answer(first, 200);
    SipRequest last = server.receive(SipMethod.REGISTER);
    assertThat(last.header("Expires")).contains("0");
    server.answer(last, 200);
    assertThat(leaving).isCompleted();
    assertThat(aliceHears.lines()).containsExactly("REGISTERING", "UNREGISTERING", "UNREGISTERED");
  }

  @Test
  void aliceComesBackWhileSheLeaves() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> leaving = promised(alice.unregister());
    SipRequest last = server.receive(SipMethod.REGISTER);
    CompletableFuture<Registration> back = promised(alice.register());
    assertThat(leaving).isCompleted();
    server.answer(last, 200);
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(back).isCompleted();
    leave();
  }

  @Test
  void leavingEndsWhateverTheServerSaysToIt() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> leaving = promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 500);
    assertThat(leaving).isCompleted();
  }

  @Test
  void withTheConnectionTheRegistrationIsGone() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    server.drop();
    assertThat(aliceHears.lines()).endsWith("DISCONNECTED", "UNREGISTERED CONNECTION_ERROR");
    time.advance(Duration.ofSeconds(2));
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(aliceHears.lines()).endsWith("CONNECTING", "CONNECTED", "RECOVERING", "REGISTERED");
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  void theConnectionIsLostWhileTheServerThinks() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.receive(SipMethod.REGISTER);
    server.drop();
    assertThat(failure(registering).why()).isEqualTo(Cause.CONNECTION_ERROR);
    assertThat(failure(promised(alice.register())).why()).isEqualTo(Cause.CONNECTION_ERROR);
  }

  @Test
  void stopUnregisters() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> stopping = promised(alice.stop());
    SipRequest last = server.receive(SipMethod.REGISTER);
    assertThat(last.header("Expires")).contains("0");
    assertThat(stopping).isNotDone();
    server.answer(last, 200);
    assertThat(stopping).isCompleted();
    assertThat(server.isConnected()).isFalse();
    assertThat(aliceHears.lines()).endsWith("UNREGISTERING", "UNREGISTERED", "DISCONNECTED");
  }

  @Test
  void stopDoesNotWaitForAServerThatIsSilent() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> stopping = promised(alice.stop());
    server.receive(SipMethod.REGISTER);
    time.advance(Duration.ofSeconds(2));
    assertThat(stopping).isCompleted();
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
  }

  @Test
  void stopWhileTheServerThinks() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.receive(SipMethod.REGISTER);
    CompletableFuture<Void> stopping = promised(alice.stop());
    time.advance(Duration.ofSeconds(2));
    assertThat(stopping).isCompleted();
    assertThat(registering).isCompletedExceptionally();
  }

  /** So that no refresh is left. */
  private void leave() {
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  private static String authorization(SipRequest request) {
    return request.header("Authorization").orElse("");
  }

  private static RegistrationFailedException failure(CompletableFuture<?> registering) {
    assertThat(registering).isCompletedExceptionally();
    Throwable failure = registering.handle((nothing, thrown) -> thrown).join();
    Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
    assertThat(why).isInstanceOf(RegistrationFailedException.class);
    return (RegistrationFailedException) why;
  }
}
