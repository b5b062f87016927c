package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Account;
import io.jasip.AccountOptions;
import io.jasip.Call;
import io.jasip.MessageEvent;
import io.jasip.Registration;
import io.jasip.RegistrationOptions;
import io.jasip.RegistrationState;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.EventRecorder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice has a second account, the office, on the same connection. */
class AccountsTest extends UserAgentFlow {

  private static final String CHALLENGE =
      "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"";

  private final EventRecorder officeHears = new EventRecorder();
  private Account office;

  @BeforeEach
  void theOfficeIsThere() {
    office =
        alice.addAccount(
            AccountOptions.builder("office").password("desk").displayName("The office").build());
    office.addListener(officeHears);
  }

  private static String contact(SipRequest request) {
    String value = request.header("Contact").orElseThrow();
    return value.substring(1, value.indexOf('>'));
  }

  private Call officeRings() {
    Call call = officeHears.only(Call.class);
    call.addListener(callHears);
    promised(call.answered());
    promised(call.ended());
    return call;
  }

  private void leave(Account account) {
    CompletableFuture<Void> leaving = promised(account.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(leaving).isCompleted();
  }

  @Test
  @DisplayName("#25 each account registers with its own address, Contact, instance and password")
  void register() {
    CompletableFuture<Registration> own = promised(alice.register());
    SipRequest ofAlice = server.receive(SipMethod.REGISTER);
    server.answer(ofAlice, 401, CHALLENGE);
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 100");
    CompletableFuture<Registration> others = promised(office.register());
    SipRequest ofOffice = server.receive(SipMethod.REGISTER);
    assertThat(ofOffice.to().uri()).hasToString("sip:office@pbx.example");
    assertThat(ofOffice.callId()).isNotEqualTo(ofAlice.callId());
    assertThat(contact(ofOffice)).isNotEqualTo(contact(ofAlice));
    assertThat(ofOffice.header("Authorization")).as("alice's are not the office's").isEmpty();
    server.answer(ofOffice, 401, CHALLENGE);
    SipRequest again = server.receive(SipMethod.REGISTER);
    assertThat(again.header("Authorization")).get().asString().contains("username=\"office\"");
    server.answer(again, 200, "Expires: 200");

    assertThat(own).isCompletedWithValue(alice.registration());
    assertThat(others).isCompletedWithValue(office.registration());
    assertThat(alice.registration().expires()).hasSeconds(100);
    assertThat(office.registration().expires()).hasSeconds(200);
    assertThat(aliceHears.lines()).containsExactly("REGISTERING", "REGISTERED");
    assertThat(officeHears.lines()).containsExactly("REGISTERING", "REGISTERED");

    leave(alice);
    assertThat(office.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    leave(office);
  }

  @Test
  @DisplayName("#25 a call for the office rings there, and goes on by its Contact")
  void incomingForOffice() {
    bob.callsAt("sip:office@pbx.example");
    bob.receives(180);
    assertThat(aliceHears.all(Call.class)).isEmpty();
    Call call = officeRings();
    assertThat(call.account()).isSameAs(office);
    promised(call.answer());
    bob.receives(200);
    bob.acknowledges();
    bob.hangsUp();
    bob.receives(200);
    assertThat(call.ended()).isCompleted();
  }

  @Test
  @DisplayName("#25 a call at the Contact of an account rings there")
  void incomingAtContact() {
    promised(office.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    server.answer(register, 200);
    bob.callsAt(contact(register));
    bob.receives(180);
    Call call = officeRings();
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(call.ended()).isCompleted();
    leave(office);
  }

  @Test
  @DisplayName("#25 a call for alice rings at alice only, and one for nobody is refused")
  void incomingForAlice() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    assertThat(call.account()).isSameAs(alice);
    assertThat(officeHears.all(Call.class)).isEmpty();
    carol.callsAt("sip:nobody@pbx.example");
    carol.receives(404);
    carol.acknowledgesRefusal();
    promised(call.reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("#25 the office calls in its own name")
  void outgoing() {
    Call call = office.call("bob");
    promised(call.ended());
    SipRequest invite = bob.takesCall();
    assertThat(invite.from().uri()).hasToString("sip:office@pbx.example");
    assertThat(invite.from().displayName()).isEqualTo("The office");
    assertThat(call.account()).isSameAs(office);
    bob.answers();
    server.receive(SipMethod.ACK);
    bob.hangsUp();
    bob.receives(200);
    assertThat(call.ended()).isCompleted();
  }

  @Test
  @DisplayName("#25 alice calls her own office through the server")
  void toEachOther() {
    Call outgoing = aliceCalls("office");
    bob.takesCall(server.receive(SipMethod.INVITE));
    bob.rings();
    carol.callsAt("sip:office@pbx.example");
    carol.receives(180);
    Call incoming = officeHears.only(Call.class);
    promised(incoming.answer());
    promised(incoming.ended());
    carol.receives(200);
    carol.acknowledges();
    bob.answers();
    server.receive(SipMethod.ACK);
    promised(outgoing.hangup());
    bob.isHungUpOn();
    carol.hangsUp();
    carol.receives(200);
  }

  @Test
  @DisplayName("#25 messages go out and come in by account")
  void messages() {
    CompletableFuture<SipResponse> sent = promised(office.sendMessage("bob", "hello"));
    SipRequest message = server.receive(SipMethod.MESSAGE);
    assertThat(message.from().uri()).hasToString("sip:office@pbx.example");
    server.answer(message, 200);
    assertThat(sent).isCompleted();
    server.requestTo(
        "sip:office@pbx.example", SipMethod.MESSAGE, "Content-Type: text/plain", "", "hi");
    server.receiveAll();
    assertThat(officeHears.all(MessageEvent.class)).hasSize(1);
    assertThat(aliceHears.all(MessageEvent.class)).isEmpty();
  }

  @Test
  @DisplayName("#25 who is removed hangs up and unregisters; alice stays")
  void removed() {
    promised(office.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    Call call = office.call("bob");
    promised(call.ended());
    bob.takesCall();
    bob.answers();
    server.receive(SipMethod.ACK);

    CompletableFuture<Void> removing = promised(alice.removeAccount(office));
    bob.isHungUpOn();
    assertThat(removing).isNotDone();
    server.answer(server.receive(SipMethod.REGISTER), 200);

    assertThat(removing).isCompleted();
    assertThat(alice.accounts()).containsExactly(alice);
    assertThatThrownBy(() -> office.call("bob"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was removed");
    bob.callsAt("sip:office@pbx.example");
    bob.receives(404);
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("#25 a silent server does not keep an account from being removed")
  void removedInSilence() {
    promised(office.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> removing = promised(alice.removeAccount(office));
    server.receive(SipMethod.REGISTER);
    assertThat(removing).isNotDone();
    time.advance(TIMEOUT);
    assertThat(removing).isCompleted();
  }

  @Test
  @DisplayName("#25 a stop while an account is being removed ends both")
  void removedAndStopped() {
    promised(office.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> removing = promised(alice.removeAccount(office));
    SipRequest farewell = server.receive(SipMethod.REGISTER);
    CompletableFuture<Void> stopping = promised(alice.stop());
    assertThat(stopping).isNotDone();
    server.answer(farewell, 200);
    assertThat(stopping).isCompleted();
    assertThat(removing).isCompleted();
  }

  @Test
  @DisplayName("#25 accounts outlive stop and start, and register by themselves where wanted")
  void restart() {
    Account eager =
        alice.addAccount(
            AccountOptions.builder("eager")
                .registration(RegistrationOptions.builder().onConnect(true).build())
                .build());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> stopping = promised(alice.stop());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(stopping).isCompleted();
    assertThat(aliceStarts()).isCompleted();
    SipRequest register = server.receive(SipMethod.REGISTER);
    assertThat(register.to().uri()).hasToString("sip:eager@pbx.example");
    server.answer(register, 200);
    assertThat(eager.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    assertThat(alice.accounts()).containsExactly(alice, office, eager);
    leave(eager);
  }

  @Test
  @DisplayName("#25 no address twice, and alice herself is not removed")
  void mistakes() {
    assertThatThrownBy(() -> alice.addAccount(AccountOptions.of("office", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sip:office@pbx.example");
    assertThatThrownBy(() -> alice.removeAccount(alice))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("#25 the loss of the connection is told to every account")
  void connectionLost() {
    promised(office.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    server.drop();
    assertThat(office.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
    assertThat(officeHears.lines()).contains("DISCONNECTED");
    assertThat(aliceHears.lines()).contains("DISCONNECTED");
    time.advance(Duration.ofSeconds(2));
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(office.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    leave(office);
  }
}
