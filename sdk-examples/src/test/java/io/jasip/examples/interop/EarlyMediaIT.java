package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallFailedException;
import io.jasip.Cause;
import io.jasip.examples.asterisk.AsteriskServer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is heard before an answer (RFC 3960), and provisional responses that must arrive (RFC 3262):
 * the endpoint of extension 260 has {@code 100rel=required}.
 */
class EarlyMediaIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_hears_a_tone_before_she_is_told_that_it_is_busy(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      hearsEarlyMediaAndBusy(alice);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_acknowledges_the_early_media(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "260").register()) {
      hearsEarlyMediaAndBusy(alice);

      List<String> progress = alice.received("SIP/2.0 183");
      assertThat(progress).allSatisfy(ringing -> assertThat(ringing).contains("\nRSeq: "));
      assertThat(alice.sent("PRACK"))
          .isNotEmpty()
          .allSatisfy(prack -> assertThat(prack).contains("\nRAck: "));
      assertThat(alice.received("SIP/2.0 200"))
          .filteredOn(ok -> ok.contains(" PRACK"))
          .hasSameSizeAs(alice.sent("PRACK"));
    }
  }

  private static void hearsEarlyMediaAndBusy(Softphone alice) {
    Call call = alice.ua.call("9183", alice.whistling(600));
    alice.ears.awaitTone(440);

    // What is not answered in the end was not when she heard the tone either, which lasts for 3 s.
    CallEndedEvent ended = Softphone.get(call.ended());
    assertThat(ended.cause()).isEqualTo(Cause.BUSY);
    assertThat(ended.status()).isEqualTo(486);
    assertThat(ended.established()).isFalse();
    assertThatThrownBy(() -> Softphone.get(call.answered()))
        .isInstanceOf(CallFailedException.class);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_ringing_of_alice_is_acknowledged(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "260").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = bob.ua.call("260", bob.whistling(900));
      Call incoming = alice.answer(500);
      Softphone.get(outgoing.answered());

      assertThat(alice.received("INVITE"))
          .singleElement()
          .satisfies(invite -> assertThat(invite).containsPattern("\nRequire: .*100rel"));
      assertThat(alice.sent("SIP/2.0 180"))
          .allSatisfy(ringing -> assertThat(ringing).contains("\nRSeq: "));
      assertThat(alice.received("PRACK")).isNotEmpty();
      alice.ears.awaitTone(900);
      bob.ears.awaitTone(500);
      Softphone.get(incoming.hangup());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_hears_the_early_media_of_alice_before_she_answers(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "260").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = bob.ua.call("260", bob.whistling(900));
      Call incoming = alice.awaitRinging();
      Softphone.get(incoming.sendEarlyMedia(alice.whistling(500)));

      bob.ears.awaitTone(500);
      assertThat(outgoing.answered()).isNotDone();

      Softphone.get(incoming.answer());
      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);
      Softphone.get(outgoing.hangup());
    }
  }
}
