package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jasip.Account;
import io.jasip.AccountOptions;
import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallFailedException;
import io.jasip.CallOptions;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationState;
import io.jasip.UAListener;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.transport.ConnectionState;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.AudioSource.Tone;
import io.jasip.webrtc.CallAudio;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Registration and calls of extensions 250 (alice) and 251 (bob). */
class SoftphoneIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_registers_and_unregisters(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      assertThat(alice.ua.registration().state()).isEqualTo(RegistrationState.REGISTERED);
      assertThat(alice.ua.registration().expires()).isPositive();
      assertThat(pbx.cli("pjsip show aor 250")).contains("transport=ws");

      Softphone.get(alice.ua.unregister());

      assertThat(alice.ua.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
      assertThat(pbx.cli("pjsip show aor 250")).doesNotContain("transport=ws");
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_wrong_password_is_refused_and_the_connection_stays_open(AsteriskServer pbx) {
    try (Softphone mallory = Softphone.of(pbx, "250", "guess", builder -> builder).start()) {
      assertThatThrownBy(() -> Softphone.get(mallory.ua.register()))
          .isInstanceOfSatisfying(
              RegistrationFailedException.class,
              failure -> {
                assertThat(failure.why()).isEqualTo(Cause.AUTHENTICATION_ERROR);
                assertThat(failure.status()).isIn(401, 403);
              })
          .hasMessageContaining("250")
          .hasMessageNotContaining("guess");
      assertThat(mallory.ua.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_hears_her_melody_from_the_echo(AsteriskServer pbx) {
    List<Double> melody = List.of(440.0, 880.0, 587.0, 1174.0);
    AudioSource flute =
        AudioSource.tones(
            melody.stream().map(hertz -> new Tone(hertz, Duration.ofMillis(400))).toList());
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.call("9999", 300);
      alice.ears.awaitTone(300); // what is played before there is a way to the server gets lost

      Softphone.get(CallAudio.of(call)).setSource(flute);
      await().atMost(PATIENCE).until(() -> alice.ears.order(melody).size() == melody.size());
      assertThat(alice.ears.order(melody)).isEqualTo(melody);
      assertThat(Softphone.get(call.stats()).codec()).isEqualTo("opus");
      Softphone.get(call.hangup());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_calls_bob_and_both_hear_each_other(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(500));
      Call incoming = bob.answer(900);
      Softphone.get(outgoing.answered());

      alice.ears.awaitTone(900);
      bob.ears.awaitTone(500);
      assertThat(incoming.remote().uri().user()).isEqualTo("250");

      Softphone.get(incoming.hangup());
      CallEndedEvent ended = Softphone.get(outgoing.ended());
      assertThat(ended.cause()).isEqualTo(Cause.BYE);
      assertThat(ended.originator()).isEqualTo(Originator.REMOTE);
      assertThat(ended.established()).isTrue();
    }
  }

  private static CallOptions whistling(double hertz, Ears ears) {
    AudioSource tone = AudioSource.tone(hertz, 0.5);
    return CallOptions.builder()
        .media(AudioOptions.builder().source(tone).sink(ears).build())
        .build();
  }

  @ParameterizedTest
  @MethodSource("servers")
  void two_accounts_share_one_connection(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Ears bobsEars = new Ears();
      Account bob = alice.ua.addAccount(AccountOptions.of("251", "secret251"));
      bob.addListener(
          new UAListener() {
            @Override
            public void onIncomingCall(Call call) {
              call.answer(whistling(900, bobsEars));
            }
          });
      Softphone.get(bob.register());
      assertThat(pbx.cli("pjsip show aor 250")).contains("transport=ws");
      assertThat(pbx.cli("pjsip show aor 251")).contains("transport=ws");
      assertThat(alice.connections).hasSize(2); // CONNECTING, CONNECTED

      Call outgoing = alice.call("251", 500);
      alice.ears.awaitTone(900);
      bobsEars.awaitTone(500);
      Softphone.get(outgoing.hangup());

      Call inBobsName = bob.call("250", whistling(700, bobsEars));
      Call atAlice = alice.awaitRinging();
      assertThat(atAlice.remote().uri().user()).isEqualTo("251");
      assertThat(atAlice.account()).isSameAs(alice.ua);
      Softphone.get(inBobsName.hangup());

      Softphone.get(alice.ua.removeAccount(bob));
      assertThat(pbx.cli("pjsip show aor 251")).doesNotContain("transport=ws");
      assertThat(alice.ua.registration().state()).isEqualTo(RegistrationState.REGISTERED);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_rejects_and_alice_is_told_that_he_is_busy(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251");
      Softphone.get(bob.awaitRinging().reject(486));
      assertThat(Softphone.get(outgoing.ended()).cause()).isEqualTo(Cause.BUSY);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_phone_of_bob_that_was_too_late_is_told_so(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone desk = Softphone.of(pbx, "251").register();
        Softphone cell = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(500));
      Call atDesk = desk.awaitRinging();
      cell.answer(900);

      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);
      CallEndedEvent missed = Softphone.get(atDesk.ended());
      assertThat(missed.cause()).isEqualTo(Cause.ANSWERED_ELSEWHERE);
      assertThat(missed.originator()).isEqualTo(Originator.REMOTE);
      Softphone.get(outgoing.hangup());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_gives_up_and_the_phone_of_bob_stops_ringing(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251");
      Call ringing = bob.awaitRinging();
      Softphone.get(outgoing.hangup());

      assertThat(Softphone.get(outgoing.ended()).cause()).isEqualTo(Cause.CANCELED);
      CallEndedEvent ended = Softphone.get(ringing.ended());
      assertThat(ended.cause()).isEqualTo(Cause.CANCELED);
      assertThat(ended.originator()).isEqualTo(Originator.REMOTE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "7777, NOT_FOUND, 404",
    "9403, REJECTED, 403",
    "9480, UNAVAILABLE, 480",
    "9484, ADDRESS_INCOMPLETE, 484",
    "9486, BUSY, 486",
    "9503, SIP_FAILURE_CODE, 503",
    "9603, REJECTED, 603"
  })
  void a_refusal_tells_its_cause(String number, Cause cause, int status) {
    for (AsteriskServer pbx : List.of(asterisk16, asterisk22)) {
      try (Softphone alice = Softphone.of(pbx, "250").register()) {
        assertThatThrownBy(() -> alice.call(number, 440))
            .isInstanceOfSatisfying(
                CallFailedException.class,
                failure -> {
                  assertThat(failure.why()).isEqualTo(cause);
                  assertThat(failure.status()).isEqualTo(status);
                })
            .hasMessageContaining(number);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void whoever_hangs_up_ends_the_call_on_both_sides(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call farEndLeaves = alice.call("9997", 440);
      CallEndedEvent ended = Softphone.get(farEndLeaves.ended());
      assertThat(ended.originator()).isEqualTo(Originator.REMOTE);
      assertThat(ended.cause()).isEqualTo(Cause.BYE);

      Call weLeave = alice.call("9999", 440);
      Softphone.get(weLeave.hangup());
      assertThat(Softphone.get(weLeave.ended()).originator()).isEqualTo(Originator.LOCAL);
      awaitNoChannels(pbx);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_ringing_call_can_be_withdrawn(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.ua.call("9180");
      await().atMost(PATIENCE).until(() -> pbx.cli("core show channels").contains("9180"));
      Softphone.get(call.hangup());
      CallEndedEvent ended = Softphone.get(call.ended());
      assertThat(ended.cause()).isEqualTo(Cause.CANCELED);
      assertThat(ended.established()).isFalse();
      awaitNoChannels(pbx);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void muted_is_silence_at_the_far_end(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.call("9999", 440);
      alice.ears.awaitTone(440);

      Softphone.get(call.setMuted(true));
      alice.ears.awaitSilence();

      Softphone.get(call.setMuted(false));
      alice.ears.awaitTone(440);
      Softphone.get(call.hangup());
    }
  }

  private static void awaitNoChannels(AsteriskServer pbx) {
    await()
        .atMost(PATIENCE)
        .until(() -> pbx.cli("core show channels").contains("0 active channels"));
  }
}
