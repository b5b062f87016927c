package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jasip.Binding;
import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallFailedException;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.Registration;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationState;
import io.jasip.UABuilder;
import io.jasip.examples.asterisk.KamailioServer;
import io.jasip.sip.SipUri;
import io.jasip.testkit.FakeMediaEngine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice and bob on a Kamailio: a registrar and proxy; the audio goes from phone to phone. */
class KamailioIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern CONTACT_URI = Pattern.compile("Contact: <([^>]+)>");

  /** The proxy's Record-Route; its user part names the flow of a client with outbound. */
  private static final Pattern ROUTE = Pattern.compile("\nRoute: <sip:([^@]+@)?127\\.0\\.0\\.1:");

  @RegisterExtension static final KamailioServer proxy = KamailioServer.shared();

  @Test
  void alice_registers_and_unregisters() {
    try (Softphone alice = Softphone.of(proxy, "alice").register()) {
      assertThat(alice.ua.registration().state()).isEqualTo(RegistrationState.REGISTERED);
      assertThat(alice.sent("REGISTER")).hasSize(2);
      assertThat(alice.received("SIP/2.0 401")).hasSize(1);
      assertThat(bindings("alice")).contains(contact(alice));

      Softphone.get(alice.ua.unregister());

      assertThat(alice.ua.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
      assertThat(bindings("alice")).doesNotContain(contact(alice));
    }
  }

  @Test
  void a_wrong_password_is_refused() {
    try (Softphone mallory =
        Softphone.of(proxy, "alice", builder -> builder.password("guess")).start()) {
      assertThatThrownBy(() -> Softphone.get(mallory.ua.register()))
          .isInstanceOfSatisfying(
              RegistrationFailedException.class,
              failure -> assertThat(failure.why()).isEqualTo(Cause.AUTHENTICATION_ERROR))
          .hasMessageNotContaining("guess");
    }
  }

  /** Who hangs up. */
  enum Party {
    CALLER,
    CALLEE
  }

  @ParameterizedTest
  @EnumSource
  void alice_calls_bob_by_the_recorded_route(Party leaves) {
    try (Softphone alice = Softphone.of(proxy, "alice").register();
        Softphone bob = Softphone.of(proxy, "bob").register()) {
      Call outgoing = alice.ua.call("bob", alice.whistling(500));
      Call incoming = bob.answer(900);
      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);
      bob.ears.awaitTone(500);
      assertThat(incoming.remote().uri().toString()).isEqualTo("sip:alice@jasip.test");

      boolean aliceLeaves = leaves == Party.CALLER;
      Softphone.get(aliceLeaves ? outgoing.hangup() : incoming.hangup());

      CallEndedEvent ended = Softphone.get(aliceLeaves ? incoming.ended() : outgoing.ended());
      assertThat(ended.cause()).isEqualTo(Cause.BYE);
      assertThat(ended.originator()).isEqualTo(Originator.REMOTE);
      Softphone leaver = aliceLeaves ? alice : bob;
      assertThat(leaver.sent("BYE"))
          .singleElement()
          .satisfies(bye -> assertThat(bye).containsPattern(ROUTE));
      assertThat(alice.sent("ACK")).anySatisfy(ack -> assertThat(ack).containsPattern(ROUTE));
    }
  }

  /** The proxy records itself twice, once for each protocol (RFC 5658). */
  @Test
  void alice_on_wss_calls_bob_on_ws() {
    try (Softphone alice = Softphone.of(proxy, "alice").register();
        Softphone bob =
            Softphone.of(proxy, "bob", builder -> builder.server(proxy.wsUrl())).register()) {
      Call outgoing = alice.ua.call("bob", alice.whistling(500));
      Call incoming = bob.answer(900);
      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);
      bob.ears.awaitTone(500);
      assertThat(bob.received("INVITE"))
          .singleElement()
          .satisfies(invite -> assertThat(invite.split("\nRecord-Route:")).hasSize(3));

      Softphone.get(incoming.hangup());
      assertThat(Softphone.get(outgoing.ended()).cause()).isEqualTo(Cause.BYE);
    }
  }

  /** A GRUU (RFC 5627) names one phone of bob, from anywhere; the other one stays silent. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void alice_calls_one_phone_of_bob_by_its_own_address(boolean temporary) {
    try (Softphone alice = Softphone.of(proxy, "alice").register();
        Softphone desk = Softphone.of(proxy, "bob").register();
        Softphone cell = Softphone.of(proxy, "bob").register()) {
      Registration registration = cell.ua.registration();
      SipUri address =
          (temporary ? registration.temporaryGruu() : registration.publicGruu()).orElseThrow();

      Call outgoing = alice.ua.call(address.toString(), alice.whistling(500));
      Call incoming = cell.answer(900);
      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);
      assertThat(desk.received("INVITE")).isEmpty();

      Softphone.get(outgoing.hangup());
      assertThat(Softphone.get(incoming.ended()).cause()).isEqualTo(Cause.BYE);
      assertThat(alice.sent("BYE"))
          .singleElement()
          .satisfies(bye -> assertThat(bye).startsWith("BYE sip:bob@jasip.test;gr=urn:uuid:"));
    }
  }

  @Test
  void the_registrar_lists_both_phones_of_bob() {
    try (Softphone desk = Softphone.of(proxy, "bob").register();
        Softphone cell = Softphone.of(proxy, "bob").register()) {
      assertThat(cell.ua.registration().bindings()).hasSize(2);
      assertThat(cell.ua.registration().bindings()).filteredOn(Binding::own).hasSize(1);
      assertThat(bindings("bob")).contains(contact(desk), contact(cell), "Reg-Id: 1");
    }
  }

  @Test
  void both_phones_of_bob_ring_and_one_is_answered() {
    try (Softphone alice = Softphone.of(proxy, "alice").register();
        Softphone desk = Softphone.of(proxy, "bob").register();
        Softphone cell = Softphone.of(proxy, "bob").register()) {
      Call outgoing = alice.ua.call("bob", alice.whistling(500));
      Call atDesk = desk.awaitRinging();
      Call atCell = cell.awaitRinging();

      Softphone.get(atCell.answer(cell.whistling(900)));

      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);
      cell.ears.awaitTone(500);
      CallEndedEvent missed = Softphone.get(atDesk.ended());
      assertThat(missed.cause()).isEqualTo(Cause.ANSWERED_ELSEWHERE);
      assertThat(missed.originator()).isEqualTo(Originator.REMOTE);
      assertThat(missed.established()).isFalse();
      assertThat(desk.received("CANCEL"))
          .singleElement()
          .satisfies(cancel -> assertThat(cancel).contains("\nReason: SIP;cause=200;"));

      Softphone.get(outgoing.hangup());
      assertThat(Softphone.get(atCell.ended()).cause()).isEqualTo(Cause.BYE);
    }
  }

  /**
   * The proxy passes on each 2xx that comes (RFC 3261 section 16.7), and the caller can have one of
   * the calls only. Without audio, so that the second answer is as fast as it must be, and because
   * the media of a second callee can spoil the DTLS handshake with the first.
   */
  @Test
  void both_phones_of_bob_answer_at_once_and_alice_hangs_one_up() {
    UnaryOperator<UABuilder> silent = builder -> builder.media(new FakeMediaEngine());
    try (Softphone alice = Softphone.of(proxy, "alice", silent).register();
        Softphone desk = Softphone.of(proxy, "bob", silent).register();
        Softphone cell = Softphone.of(proxy, "bob", silent).register()) {
      int attempts = 0;
      while (callBothAnswer(alice, desk, cell) < 2) {
        assertThat(++attempts).as("calls with a CANCEL before the second answer").isLessThan(20);
      }
    }
  }

  /** {@return how many phones have answered the INVITE} */
  private static int callBothAnswer(Softphone alice, Softphone desk, Softphone cell) {
    Call outgoing = alice.ua.call("bob");
    Call atDesk = desk.awaitRinging();
    Call atCell = cell.awaitRinging();
    atDesk.answer();
    atCell.answer();
    Softphone.get(outgoing.answered());

    Call loser = Softphone.get(first(atDesk.ended(), atCell.ended())).call();
    Call winner = loser == atDesk ? atCell : atDesk;
    CallEndedEvent lost = Softphone.get(loser.ended());
    assertThat(lost.originator()).isEqualTo(Originator.REMOTE);
    assertThat(lost.cause()).isIn(Cause.BYE, Cause.ANSWERED_ELSEWHERE);
    Softphone.get(winner.answered());
    assertThat(outgoing.state()).isEqualTo(CallState.ESTABLISHED);

    Softphone.get(outgoing.hangup());
    assertThat(Softphone.get(winner.ended()).cause()).isEqualTo(Cause.BYE);
    return lost.cause() == Cause.BYE ? 2 : 1;
  }

  private static <T> CompletableFuture<T> first(
      CompletableFuture<T> one, CompletableFuture<T> two) {
    return one.applyToEither(two, ended -> ended);
  }

  @Test
  void a_phone_of_bob_that_declines_leaves_the_other_one_ringing() {
    try (Softphone alice = Softphone.of(proxy, "alice").register();
        Softphone desk = Softphone.of(proxy, "bob").register();
        Softphone cell = Softphone.of(proxy, "bob").register()) {
      Call outgoing = alice.ua.call("bob", alice.whistling(500));
      Call atCell = cell.awaitRinging();
      Softphone.get(desk.awaitRinging().reject(486));

      Softphone.get(atCell.answer(cell.whistling(900)));

      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);
      Softphone.get(outgoing.hangup());
    }
  }

  @Test
  void alice_gives_up_and_both_phones_of_bob_stop_ringing() {
    try (Softphone alice = Softphone.of(proxy, "alice").register();
        Softphone desk = Softphone.of(proxy, "bob").register();
        Softphone cell = Softphone.of(proxy, "bob").register()) {
      Call outgoing = alice.ua.call("bob", alice.whistling(500));
      Call atDesk = desk.awaitRinging();
      Call atCell = cell.awaitRinging();

      Softphone.get(outgoing.hangup());

      assertThat(Softphone.get(outgoing.ended()).cause()).isEqualTo(Cause.CANCELED);
      assertThat(Softphone.get(atDesk.ended()).cause()).isEqualTo(Cause.CANCELED);
      assertThat(Softphone.get(atCell.ended()).cause()).isEqualTo(Cause.CANCELED);
    }
  }

  @ParameterizedTest
  @CsvSource({"carol, UNAVAILABLE, 480", "nobody, NOT_FOUND, 404"})
  void a_call_that_cannot_be_routed_tells_why(String callee, Cause cause, int status) {
    try (Softphone alice = Softphone.of(proxy, "alice").register()) {
      assertThatThrownBy(() -> alice.call(callee, 440))
          .isInstanceOfSatisfying(
              CallFailedException.class,
              failure -> {
                assertThat(failure.why()).isEqualTo(cause);
                assertThat(failure.status()).isEqualTo(status);
              })
          .hasMessageContaining(callee);
    }
  }

  @Test
  void kamailio_asks_alice_for_her_options() {
    try (Softphone alice = Softphone.of(proxy, "alice").register()) {
      proxy.rpc(
          "tm.t_uac_start",
          "OPTIONS",
          contact(alice),
          received("alice"),
          ".",
          "From: <sip:proxy@jasip.test>;tag=1\r\nTo: <"
              + contact(alice)
              + ">\r\nContent-Type: text/plain\r\n",
          "Are you there?");
      await().atMost(PATIENCE).until(() -> !alice.sent("SIP/2.0 200").isEmpty());
      assertThat(alice.received("OPTIONS")).hasSize(1);
      assertThat(alice.sent("SIP/2.0 200"))
          .singleElement()
          .satisfies(ok -> assertThat(ok).contains("\nAllow: ").contains("\nAccept: "));
    }
  }

  @Test
  void the_binding_ends_with_the_connection() {
    try (Softphone alice = Softphone.of(proxy, "alice").register()) {
      assertThat(bindings("alice")).contains(contact(alice));
    }
    await().atMost(PATIENCE).until(() -> bindings("alice").contains("AOR not found"));
  }

  /** What the registrar knows of a user. */
  private static String bindings(String user) {
    return proxy.rpc("ul.lookup", "location", user);
  }

  /** Where the registrar reaches a user. */
  private static String received(String user) {
    return find(Pattern.compile("Received: (sip:\\S+)"), bindings(user));
  }

  /** The URI that the phone has registered. */
  private static String contact(Softphone phone) {
    return find(CONTACT_URI, phone.sent("REGISTER").get(0));
  }

  private static String find(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult r) -> r.group(1))
        .findFirst()
        .orElseThrow();
  }
}
