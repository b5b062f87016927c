package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Cause;
import io.jasip.Registration;
import io.jasip.RegistrationState;
import io.jasip.internal.call.TalkingFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes wrong in JsSIP 3.13.8 apart from calls, and does not in JaSIP. */
class DefectsOfProtocolTest extends TalkingFlow {

  @Test
  @DisplayName("D-14 The first of several challenges counts as much as the last")
  void severalChallenges() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(
        server.receive(SipMethod.REGISTER),
        401,
        "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"",
        "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n2\", algorithm=UNHEARD-OF");
    SipRequest second = server.receive(SipMethod.REGISTER);
    assertThat(second.header("Authorization")).get().asString().contains("algorithm=MD5");
    server.answer(second, 200);
    assertThat(registering).isCompleted();
    leave();
  }

  @Test
  @DisplayName("D-14 A proxy and a registrar of different realms are both answered")
  void twoRealms() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(
        server.receive(SipMethod.REGISTER),
        407,
        "Proxy-Authenticate: Digest realm=\"edge\", nonce=\"e1\", qop=\"auth\"");
    server.answer(
        server.receive(SipMethod.REGISTER),
        401,
        "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"p1\", qop=\"auth\"");
    SipRequest third = server.receive(SipMethod.REGISTER);
    assertThat(third.header("Proxy-Authorization")).get().asString().contains("realm=\"edge\"");
    assertThat(third.header("Authorization")).get().asString().contains("realm=\"pbx\"");
    server.answer(third, 200);
    assertThat(registering).isCompleted();
    leave();
  }

  @Test
  @DisplayName("D-18 A 200 to REGISTER that has no Contact of ours is a failure, and told")
  void a200WithoutOurContact() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(
        server.receive(SipMethod.REGISTER), 200, "Contact: <sip:other@elsewhere.example>");
    assertThat(registering).isCompletedExceptionally();
    assertThat(aliceHears.lines()).hasSize(2).last().asString().startsWith("UNREGISTERED");
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
  }

  @Test
  @DisplayName("D-20 A telephone number in To and From is no reason to lose a request")
  void telephoneNumbers() {
    server.send(
        WrittenMessage.of(
            "OPTIONS sip:alice@pbx.example SIP/2.0",
            "Via: SIP/2.0/WSS pbx.example;branch=z9hG4bKtel",
            "Max-Forwards: 70",
            "To: <tel:+15550100>",
            "From: <tel:+15550101;phone-context=example.com>;tag=t1",
            "Call-ID: tel",
            "CSeq: 1 OPTIONS"));
    assertThat(server.receive(200).to().uri()).hasToString("tel:+15550100");
  }

  @Test
  @DisplayName("D-20 A header field that makes no sense is no reason to lose an INVITE")
  void headerFieldsWithoutSense() {
    bob.calls("Expires: never", "Date: yesterday", "Session-Expires: <", "Reason: ;;;");
    bob.receives(180);
    promised(incoming().reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("D-20 A bad Contact of another phone is no reason to lose a 200 to REGISTER")
  void aBadContactOfAnotherPhone() {
    CompletableFuture<Registration> registering = promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    String ours = register.header("Contact").orElse("");
    server.answer(register, 200, "Contact: <sip:", "Contact: " + ours);
    assertThat(registering).isCompleted();
    leave();
  }

  @Test
  @DisplayName("D-24 The answer to a BYE is heard while the user agent stops")
  void aByeWhileTheUserAgentStops() {
    aliceHasCalled();
    CompletableFuture<Void> stopping = promised(alice.stop());
    SipRequest bye = bob.receives(SipMethod.BYE);
    time.advance(Duration.ofSeconds(1));
    assertThat(stopping).isNotDone();
    server.answer(bye, 200);
    assertThat(stopping).isCompleted();
    assertThat(end().cause()).isEqualTo(Cause.STOPPED);
    assertThat(end().established()).isTrue();
  }

  private void leave() {
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }
}
