package io.jasip.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Cause;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationState;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server drops the binding of alice without a word, or comes back without it. */
class DroppedBindingTest extends UserAgentFlow {

  private static final String OTHER = "Contact: <sip:other@198.51.100.9;transport=ws>;expires=200";

  @AfterEach
  void leave() {
    promised(alice.stop());
    server.receiveAll();
    time.advance(Duration.ofSeconds(2));
  }

  private void grants(SipRequest register) {
    server.answer(register, 200, "Contact: " + register.header("Contact").orElseThrow(), OTHER);
  }

  private void registers() {
    promised(alice.register());
    grants(server.receive(SipMethod.REGISTER));
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    aliceHears.clear();
  }

  private SipRequest question(Duration within) {
    time.advance(within);
    SipRequest question = server.receive(SipMethod.REGISTER);
    assertThat(question.header("Contact")).isEmpty();
    assertThat(question.header("Expires")).isEmpty();
    return question;
  }

  @Test
  @DisplayName("#51 a binding that is still there is left alone")
  void stillThere() {
    promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    grants(register);
    aliceHears.clear();
    SipRequest question = question(Duration.ofMinutes(1));
    server.answer(question, 200, OTHER, "Contact: " + register.header("Contact").orElseThrow());
    assertThat(aliceHears.lines()).isEmpty();
    question(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("#51 another device has taken the place: found and renewed within a minute")
  void evicted() {
    registers();
    server.answer(question(Duration.ofMinutes(1)), 200, OTHER);
    RegistrationEvent lost = aliceHears.only(RegistrationEvent.class);
    assertThat(lost.isLost()).isTrue();
    assertThat(lost.to()).isEqualTo(RegistrationState.RECOVERING);
    assertThat(lost.cause()).isEqualTo(Cause.EXPIRES);
    grants(server.receive(SipMethod.REGISTER));
    List<RegistrationEvent> events = aliceHears.all(RegistrationEvent.class);
    assertThat(events.get(events.size() - 1).isRecovered()).isTrue();
  }

  @Test
  @DisplayName("#51 a server without any binding of the account: renewed")
  void deregistered() {
    registers();
    server.answer(question(Duration.ofMinutes(1)), 200);
    grants(server.receive(SipMethod.REGISTER));
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
  }

  @Test
  @DisplayName("#51 two devices that push each other out slow down")
  void twoDevices() {
    registers();
    server.answer(question(Duration.ofMinutes(1)), 200, OTHER);
    grants(server.receive(SipMethod.REGISTER));
    time.advance(Duration.ofMinutes(1));
    assertThat(server.unread()).isEmpty();
    server.answer(question(Duration.ofMinutes(1)), 200, OTHER);
    grants(server.receive(SipMethod.REGISTER));
    time.advance(Duration.ofMinutes(3));
    assertThat(server.unread()).isEmpty();
  }

  @Test
  @DisplayName("#51 a server that does not say is not asked for more")
  void refused() {
    registers();
    server.answer(question(Duration.ofMinutes(1)), 403);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    server.answer(question(Duration.ofMinutes(1)), 500);
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
  }

  @Test
  @DisplayName("#51 a server that does not list bindings is not asked")
  void listsNothing() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 600");
    time.advance(Duration.ofMinutes(4));
    assertThat(server.unread()).isEmpty();
  }

  @Test
  @DisplayName("#4 the first REGISTER after a restart is lost: alice tries on another connection")
  void bootWindow() {
    registers();
    server.refuseConnections();
    server.drop();
    time.advance(Duration.ofSeconds(20));
    server.acceptConnections();
    Duration portOpens = Duration.ofNanos(time.nanoTime());
    while (server.unread().isEmpty()) {
      time.advance(Duration.ofMillis(100));
    }
    server.receive(SipMethod.REGISTER); // Asterisk has a WebSocket already, and no SIP behind it
    while (server.unread().isEmpty()) {
      time.advance(Duration.ofMillis(100));
    }
    grants(server.receive(SipMethod.REGISTER));
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    assertThat(Duration.ofNanos(time.nanoTime()).minus(portOpens))
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("#4 a server that is slow for good is given more and more time")
  void slowServer() {
    registers();
    server.drop();
    time.advance(Duration.ofMinutes(2));
    // 2, 4, 8 and 16 seconds, then as long as it takes.
    assertThat(server.unread().size()).isBetween(5, 7);
    server.receiveAll();
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.RECOVERING);
  }

  @Test
  @DisplayName("#51 a registration that was refused for now after a restart is tried again")
  void busyAfterRestart() {
    registers();
    server.drop();
    time.advance(Duration.ofSeconds(2));
    server.answer(server.receive(SipMethod.REGISTER), 503);
    assertThat(aliceHears.lines()).endsWith("RECOVERING", "RECOVERING SIP_FAILURE_CODE");
    while (server.unread().isEmpty()) {
      time.advance(Duration.ofSeconds(1));
    }
    grants(server.receive(SipMethod.REGISTER));
    assertThat(aliceHears.lines()).endsWith("REGISTERED");
  }
}
