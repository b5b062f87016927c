package io.jasip.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jasip.Call;
import io.jasip.ConnectionEvent;
import io.jasip.Registration;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationOptions;
import io.jasip.RegistrationState;
import io.jasip.UABuilder;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.ScriptedPhone;
import io.jasip.testkit.ScriptedServer;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice is registered over two connections, each to a server of its own (RFC 5626 section 4.2). */
class FlowsTest extends UserAgentFlow {

  /** The longest pause after a first failure while another connection works (section 4.5). */
  private static final Duration ONE_WORKS = Duration.ofSeconds(180);

  private ScriptedServer second;

  @Override
  protected UABuilder configure() {
    second = new ScriptedServer(time);
    server.door().lead("two.example", second.door());
    return super.configure()
        .servers(
            List.of(
                WebSocketServer.parse("wss://one.example/ws").withWeight(2),
                WebSocketServer.parse("wss://two.example/ws").withWeight(1)))
        .registration(RegistrationOptions.builder().flows(2).watch(Duration.ZERO).build());
  }

  @AfterEach
  void nothingIsUnread() {
    assertThat(second.unread()).isEmpty();
  }

  private static String contact(SipRequest request) {
    return request.header("Contact").orElseThrow();
  }

  private static String instance(SipRequest request) {
    return contact(request).replaceAll(".*sip.instance=\"<([^>]*)>.*", "$1");
  }

  private static void accept(ScriptedServer at) {
    at.answer(at.receive(SipMethod.REGISTER), 200, "Expires: 36000");
  }

  /** Time passes until the user agent has come to a server, in small steps so that it is heard. */
  private void awaitRegister(ScriptedServer at, Duration atMost) {
    for (int i = 0; i < atMost.toSeconds() && at.unread().isEmpty(); i++) {
      time.advance(Duration.ofSeconds(1));
    }
  }

  private void registered() {
    CompletableFuture<Registration> registering = promised(alice.register());
    accept(server);
    accept(second);
    assertThat(registering).isCompleted();
  }

  private void leave() {
    CompletableFuture<Void> leaving = promised(alice.unregister());
    accept(server);
    accept(second);
    assertThat(leaving).isCompleted();
  }

  @Test
  @DisplayName("#46 both connections are registered, as two flows of one instance")
  void both() {
    CompletableFuture<Registration> registering = promised(alice.register());
    SipRequest one = server.receive(SipMethod.REGISTER);
    SipRequest two = second.receive(SipMethod.REGISTER);
    assertThat(contact(one)).contains("reg-id=1");
    assertThat(contact(two)).contains("reg-id=2");
    assertThat(instance(one)).isEqualTo(instance(two)).startsWith("urn:uuid:");
    assertThat(one.callId()).isNotEqualTo(two.callId());

    second.answer(two, 200);
    assertThat(registering).as("the first that succeeds").isCompleted();
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    server.answer(one, 200);
    assertThat(aliceHears.all(RegistrationEvent.class))
        .extracting(RegistrationEvent::flow, RegistrationEvent::to)
        .containsExactly(
            tuple(1, RegistrationState.REGISTERING),
            tuple(2, RegistrationState.REGISTERING),
            tuple(2, RegistrationState.REGISTERED),
            tuple(1, RegistrationState.REGISTERED));
    leave();
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
  }

  @Test
  @DisplayName("#46 when one server dies, calls come in and go out over the other")
  void oneDies() {
    registered();
    server.refuseConnections();
    server.drop();
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTED);

    ScriptedPhone dave = second.phone("dave");
    dave.callsAt("sip:alice@pbx.example");
    dave.receives(180);
    Call incoming = incoming();
    promised(incoming.answer());
    dave.receives(200);
    dave.acknowledges();
    dave.hangsUp();
    dave.receives(200);
    assertThat(incoming.ended()).isCompleted();

    Call outgoing = aliceCalls("dave");
    dave.takesCall();
    dave.answers();
    second.receive(SipMethod.ACK);
    promised(outgoing.hangup());
    dave.isHungUpOn();

    server.acceptConnections();
    awaitRegister(server, ONE_WORKS);
    SipRequest again = server.receive(SipMethod.REGISTER);
    assertThat(contact(again)).as("the same flow").contains("reg-id=1");
    server.answer(again, 200, "Expires: 36000");
    leave();
  }

  @Test
  @DisplayName("#46 a server that stays away is tried with the pauses of RFC 5626 section 4.5")
  void pauses() {
    registered();
    aliceHears.clear();
    server.refuseConnections();
    server.drop();
    time.advance(Duration.ofMinutes(30));
    List<Duration> pauses =
        aliceHears.all(ConnectionEvent.class).stream()
            .filter(event -> event.failure() != null && event.attempt() > 0)
            .map(ConnectionEvent::retryIn)
            .toList();
    assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(180));
    assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(180), Duration.ofSeconds(360));
    assertThat(pauses.get(2)).isBetween(Duration.ofSeconds(360), Duration.ofSeconds(720));
    server.acceptConnections();
    awaitRegister(server, Duration.ofMinutes(30));
    accept(server);
    leave();
  }

  @Test
  @DisplayName("#46 a server that cannot be reached at the start does not keep alice from starting")
  void startsWithOne() {
    assertThat(promised(alice.stop())).isCompleted();
    server.refuseConnections();
    assertThat(aliceStarts()).isCompleted();
    CompletableFuture<Registration> registering = promised(alice.register());
    accept(second);
    assertThat(registering).isCompleted();

    server.acceptConnections();
    awaitRegister(server, ONE_WORKS);
    accept(server);
    leave();
  }

  @Test
  @DisplayName("#46 alice does not start when no server can be reached")
  void startsWithNone() {
    assertThat(promised(alice.stop())).isCompleted();
    server.refuseConnections();
    second.refuseConnections();
    assertThat(aliceStarts()).isCompletedExceptionally();
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
  }

  @Test
  @DisplayName("#46 a registrar that is out of service is asked again while the other one works")
  void oneRefusesForNow() {
    CompletableFuture<Registration> registering = promised(alice.register());
    accept(second);
    server.answer(server.receive(SipMethod.REGISTER), 503);
    assertThat(registering).isCompleted();
    assertThat(server.unread()).isEmpty();
    awaitRegister(server, ONE_WORKS);
    accept(server);
    leave();
  }

  @Test
  @DisplayName("#46 registering fails when all registrars refuse")
  void allRefuse() {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 403);
    assertThat(registering).isNotDone();
    second.answer(second.receive(SipMethod.REGISTER), 403);
    assertThat(registering).isCompletedExceptionally();
  }

  @Test
  @DisplayName("#46 #28 a call that a server forks to both connections rings once")
  void merged() {
    registered();
    SipRequest invite = bob.calls();
    bob.receives(180);
    second.send(invite);
    second.receive(482);
    Call call = incoming();
    promised(call.reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
    time.advance(TIMEOUT);
    second.receiveAll(); // the 482 again, for nobody has acknowledged it
    leave();
  }
}
