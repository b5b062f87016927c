package io.jasip.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.UA;
import io.jasip.auth.Credentials;
import io.jasip.auth.DigestAlgorithm;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.transport.ConnectOptions;
import org.junit.jupiter.api.Test;

/** Who may ask alice for a hash of her password, and by which way it may leave. */
class RealmTest extends UserAgentFlow {

  private static String challenge(String realm) {
    return "WWW-Authenticate: Digest realm=\"" + realm + "\", nonce=\"n1\", qop=\"auth\"";
  }

  private void aliceRegisters(String realm) {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, challenge(realm));
    SipRequest second = server.receive(SipMethod.REGISTER);
    assertThat(second.headers().all("Authorization"))
        .anyMatch(answer -> answer.contains("\"" + realm + "\""));
    server.answer(second, 200);
  }

  private void aliceLeaves() {
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  void someoneWhoIsCalledGetsNoHashForARealmOfHisOwn() {
    aliceRegisters("pbx");
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.responds(401, challenge("bob"));
    server.receive(SipMethod.ACK);
    assertThat(call.answered()).isCompletedExceptionally();
    assertThat(server.unread()).isEmpty();
    aliceLeaves();
  }

  @Test
  void unlessAliceAllowsIt() {
    alice.setCredentials(Credentials.of("alice", "secret").forAnyRealm());
    aliceRegisters("pbx");
    aliceCalls("bob");
    bob.takesCall();
    bob.responds(401, challenge("bob"));
    server.receive(SipMethod.ACK);
    SipRequest again = bob.takesCall();
    assertThat(again.headers().all("Authorization"))
        .anyMatch(each -> each.contains("realm=\"bob\""));
    bob.responds(486);
    server.receive(SipMethod.ACK);
    aliceLeaves();
  }

  @Test
  void everNewRealmsDoNotMakeRequestsEverLonger() {
    for (int i = 0; i < 20; i++) {
      aliceRegisters("realm" + i);
    }
    promised(alice.register());
    SipRequest last = server.receive(SipMethod.REGISTER);
    assertThat(last.headers().all("Authorization"))
        .hasSize(8)
        .last()
        .asString()
        .contains("\"realm19\"");
    server.answer(last, 200);
    aliceLeaves();
  }

  @Test
  void credentialsOfOneRealmAnswerNoOther() {
    alice.setCredentials(Credentials.of("alice", "secret").forRealm("pbx"));
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 401, challenge("other"));
    assertThat(server.unread()).isEmpty();
    aliceRegisters("pbx");
    aliceLeaves();
  }

  @Test
  void credentialsSayWhichRealmTheyAreFor() {
    Credentials password = Credentials.of("alice", "secret");
    assertThat(password.answers("any", DigestAlgorithm.MD5)).isTrue();
    assertThat(password.forRealm("pbx").answers("any", DigestAlgorithm.MD5)).isFalse();
    assertThat(password.forRealm("pbx").answers("pbx", DigestAlgorithm.SHA_256)).isTrue();
    assertThat(password.forRealm("pbx").forAnyRealm().isForAnyRealm()).isTrue();
    Credentials hash = Credentials.ofHa1("alice", "pbx", DigestAlgorithm.MD5, "a".repeat(32));
    assertThatThrownBy(() -> hash.forRealm("other")).hasMessageContaining("\"pbx\"");
    assertThat(hash.forAnyRealm().answers("other", DigestAlgorithm.MD5)).isFalse();
  }

  @Test
  void credentialsDoNotLeaveForAnotherMachineWithoutTls() {
    assertThatThrownBy(
            () ->
                UA.builder().server("ws://pbx:8088/ws").user("dave").password("topsecret").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("server ws://pbx:8088/ws is another machine without TLS")
        .hasMessageContaining("write wss://, or allow it by")
        .hasMessageNotContaining("topsecret");
    assertThatThrownBy(
            () ->
                UA.builder()
                    .server("ws://pbx:8088/ws")
                    .user("dave")
                    .credentialsProvider(request -> Credentials.of("dave", "topsecret"))
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("server ws://pbx:8088/ws is another machine without TLS");
    UA later = UA.builder().server("ws://pbx:8088/ws").user("dave").build();
    assertThatThrownBy(() -> later.setCredentials(Credentials.of("dave", "topsecret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("server ws://pbx:8088/ws is another machine without TLS");
    assertThat(UA.builder().server("ws://localhost:8088/ws").user("dave").password("x").build())
        .isNotNull();
    assertThat(UA.builder().server("ws://[::1]:8088/ws").user("dave").password("x").build())
        .isNotNull();
    assertThat(UA.builder().server("ws://pbx:8088/ws").user("dave").build()).isNotNull();
    assertThat(
            UA.builder()
                .server("ws://pbx:8088/ws")
                .user("dave")
                .password("x")
                .connect(ConnectOptions.builder().allowCredentialsWithoutTls().build())
                .build())
        .isNotNull();
  }
}
