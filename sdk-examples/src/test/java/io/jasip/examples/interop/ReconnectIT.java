package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.ConnectionEvent;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationOptions;
import io.jasip.RegistrationState;
import io.jasip.UAListener;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.transport.ConnectionState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server is restarted, or the connection to it is lost, and alice (250) is back by herself. */
class ReconnectIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double BOB_WHISTLES = 900;

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.alone(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.alone(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  /** Counts from one of {@link #confirmations} on. */
  private static void awaitRegisteredAgain(Softphone alice, int before) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                confirmations(alice) > before
                    && alice.ua.registration().state() == RegistrationState.REGISTERED);
  }

  private static int confirmations(Softphone alice) {
    return (int)
        alice.received("SIP/2.0 200").stream().filter(text -> text.contains(" REGISTER\n")).count();
  }

  private static Softphone through(Cable cable, AsteriskServer pbx, String user) {
    return Softphone.of(
        pbx,
        user,
        "secret" + user,
        builder -> builder.server("wss://127.0.0.1:" + cable.port() + "/ws").domain("127.0.0.1"));
  }

  private static Cable cableTo(AsteriskServer pbx) {
    return new Cable(URI.create(pbx.wssUrl()).getPort());
  }

  private static void callsTheEcho(Softphone alice) {
    Call call = alice.call("9999", 600);
    alice.ears.clear();
    alice.ears.awaitTone(600);
    Softphone.get(call.hangup());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_idle_server_is_restarted_and_alice_is_registered_again(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      int before = confirmations(alice);
      pbx.restart();
      awaitRegisteredAgain(alice, before);

      // Asterisk 16 may drop it with a first try of hers that came too early: she looks after it
      // once a minute.
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> pbx.cli("pjsip show aor 250").contains("transport=ws"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(alice.connections)
                      .extracting(ConnectionEvent::to)
                      .startsWith(
                          ConnectionState.CONNECTING,
                          ConnectionState.CONNECTED,
                          ConnectionState.DISCONNECTED,
                          ConnectionState.CONNECTING)
                      .endsWith(ConnectionState.CONNECTED));
      assertThat(alice.connections.get(2).failure()).isNotNull();
      assertThat(alice.connections.get(2).retryIn()).isNotNull();
      callsTheEcho(alice);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_server_is_restarted_in_a_call_which_ends_with_bye(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.call("9999", 600);
      int before = confirmations(alice);
      pbx.restart();
      CallEndedEvent end = Softphone.get(call.ended());
      assertThat(end.cause()).isEqualTo(Cause.BYE);
      awaitRegisteredAgain(alice, before);
      callsTheEcho(alice);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_server_crashes_in_a_call_which_it_then_knows_no_more(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.call("9999", 600);
      alice.ears.awaitTone(600); // the cause is another one if there never was a path
      int before = confirmations(alice);
      pbx.kill();
      pbx.start();
      awaitRegisteredAgain(alice, before);
      await().atMost(PATIENCE).until(() -> call.ended().isDone());
      // The server says so itself, or ICE has noticed before that nobody is there.
      assertThat(call.ended().join().cause()).isIn(Cause.DIALOG_ERROR, Cause.RTP_TIMEOUT);
      callsTheEcho(alice);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_call_survives_the_loss_of_its_websocket(AsteriskServer pbx) {
    try (Cable cable = cableTo(pbx);
        Softphone alice = through(cable, pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(500));
      Call incoming = bob.answer(BOB_WHISTLES);
      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(BOB_WHISTLES);

      int before = confirmations(alice);
      cable.cut();
      awaitRegisteredAgain(alice, before);
      alice.ears.clear();
      alice.ears.awaitTone(BOB_WHISTLES);
      await().atMost(PATIENCE).until(() -> hasRefreshed(alice));
      assertThat(outgoing.state()).isEqualTo(CallState.ESTABLISHED);

      // Asterisk knows where alice is now, or its BYE would not arrive.
      Softphone.get(incoming.hangup());
      assertThat(Softphone.get(outgoing.ended()).cause()).isEqualTo(Cause.BYE);
    }
  }

  /** Whether the server has accepted a request within the dialog that tells where alice is. */
  private static boolean hasRefreshed(Softphone alice) {
    List<String> accepted = alice.received("SIP/2.0 200").stream().map(ReconnectIT::cSeq).toList();
    return Stream.concat(alice.sent("UPDATE").stream(), alice.sent("INVITE").stream())
        .filter(text -> text.lines().anyMatch(line -> line.matches("(?i)to:.*;tag=.*")))
        .anyMatch(text -> accepted.contains(cSeq(text)));
  }

  private static String cSeq(String message) {
    return message.lines().filter(line -> line.startsWith("CSeq:")).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_hangs_up_on_a_dead_connection_and_bob_hears_of_it(AsteriskServer pbx) {
    try (Cable cable = cableTo(pbx);
        Softphone alice = through(cable, pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(500));
      Call incoming = bob.answer(BOB_WHISTLES);
      Softphone.get(outgoing.answered());

      cable.fallSilent();
      outgoing.hangup();
      await().atMost(PATIENCE).until(() -> incoming.ended().isDone());
      assertThat(incoming.ended().join().cause()).isEqualTo(Cause.BYE);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(alice.connections)
                      .anySatisfy(
                          event ->
                              assertThat(String.valueOf(event.failure()))
                                  .contains("ping was not answered")));
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_is_pushed_out_by_other_devices_finds_it_and_is_back(AsteriskServer pbx) {
    List<Softphone> rivals = new ArrayList<>();
    try (Softphone alice = watching(pbx)) {
      CompletableFuture<RegistrationEvent> lost = loss(alice);
      for (int i = 0; i < 10; i++) { // the extension has room for five
        rivals.add(Softphone.of(pbx, "250").register());
      }
      assertThat(Softphone.get(lost).cause()).isEqualTo(Cause.EXPIRES);
      await()
          .atMost(PATIENCE)
          .until(() -> pbx.cli("pjsip show aor 250").contains(contactUser(alice)));
    } finally {
      rivals.forEach(Softphone::close);
    }
  }

  /** Asterisk 16.28 of Debian 11 removes the contacts of all clients of an address. */
  @Test
  void somebody_else_goes_and_asterisk_16_forgets_alice() {
    try (Softphone alice = watching(asterisk16)) {
      CompletableFuture<RegistrationEvent> lost = loss(alice);
      Softphone.of(asterisk16, "251").register().close();
      assertThat(Softphone.get(lost).cause()).isEqualTo(Cause.EXPIRES);
      await()
          .atMost(PATIENCE)
          .until(() -> asterisk16.cli("pjsip show aor 250").contains(contactUser(alice)));
      assertThat(alice.ua.connectionState()).isEqualTo(ConnectionState.CONNECTED);
      assertThat(alice.connections).hasSize(2);
    }
  }

  /** Completes when she has found out that the server has her binding no more. */
  private static CompletableFuture<RegistrationEvent> loss(Softphone alice) {
    CompletableFuture<RegistrationEvent> lost = new CompletableFuture<>();
    alice.ua.addListener(
        new UAListener() {
          @Override
          public void onRegistration(RegistrationEvent event) {
            if (event.isLost()) {
              lost.complete(event);
            }
          }
        });
    return lost;
  }

  private static Softphone watching(AsteriskServer pbx) {
    // Asterisk pushes out the binding that expires first: with this time it is always hers.
    RegistrationOptions often =
        RegistrationOptions.builder()
            .watch(Duration.ofSeconds(2))
            .expires(Duration.ofMinutes(2))
            .build();
    return Softphone.of(pbx, "250", "secret250", builder -> builder.registration(often)).register();
  }

  private static String contactUser(Softphone phone) {
    return phone.sent("REGISTER").get(0).replaceAll("(?s).*Contact: <sips?:([^@]*)@.*", "$1");
  }
}
