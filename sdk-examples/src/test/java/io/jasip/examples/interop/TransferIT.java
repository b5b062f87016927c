package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.TransferFailedException;
import io.jasip.TransferProgress;
import io.jasip.TransferState;
import io.jasip.examples.asterisk.AsteriskServer;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Alice (250), bob (251) and carol (252). Bob asks Asterisk, which has a call with each of them, to
 * connect alice and carol.
 */
class TransferIT {

  private static final double ALICE = 500;
  private static final double BOB = 900;
  private static final double CAROL = 1300;

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_hands_alice_over_to_carol(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register();
        Softphone carol = Softphone.of(pbx, "252").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(ALICE));
      Call atBob = bob.answer(BOB);
      Softphone.get(outgoing.answered());
      bob.ears.awaitTone(ALICE);

      CompletableFuture<TransferProgress> transfer = atBob.transfer("252");
      Call atCarol = carol.answer(CAROL);

      assertThat(Softphone.get(transfer).state())
          .isIn(TransferState.SUCCEEDED, TransferState.UNREPORTED);
      assertThat(Softphone.get(atBob.ended()).cause()).isEqualTo(Cause.TRANSFERRED);
      hearEachOther(alice, carol);
      assertThat(outgoing.state())
          .as("alice's own call has gone on")
          .isEqualTo(CallState.ESTABLISHED);

      Softphone.get(outgoing.hangup());
      assertThat(Softphone.get(atCarol.ended()).cause()).isEqualTo(Cause.BYE);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_asks_carol_before_he_hands_alice_over(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register();
        Softphone carol = Softphone.of(pbx, "252").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(ALICE));
      Call atBob = bob.answer(BOB);
      Softphone.get(outgoing.answered());
      Softphone.get(atBob.hold());
      Call consultation = bob.ua.call("252", bob.whistling(BOB));
      Call atCarol = carol.answer(CAROL);
      Softphone.get(consultation.answered());
      carol.ears.awaitTone(BOB);

      TransferProgress progress = Softphone.get(atBob.transfer(consultation));

      assertThat(progress.state()).isIn(TransferState.SUCCEEDED, TransferState.UNREPORTED);
      assertThat(Softphone.get(atBob.ended()).cause()).isIn(Cause.TRANSFERRED, Cause.BYE);
      assertThat(Softphone.get(consultation.ended()).cause()).isIn(Cause.TRANSFERRED, Cause.BYE);
      hearEachOther(alice, carol);

      Softphone.get(atCarol.hangup());
      assertThat(Softphone.get(outgoing.ended()).cause()).isEqualTo(Cause.BYE);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_transfer_to_a_number_that_does_not_exist_leaves_the_call_as_it_was(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(ALICE));
      Call atBob = bob.answer(BOB);
      Softphone.get(outgoing.answered());

      assertThatThrownBy(() -> Softphone.get(atBob.transfer("7777")))
          .isInstanceOf(TransferFailedException.class)
          .hasMessageContaining("404");

      assertThat(atBob.state()).isEqualTo(CallState.ESTABLISHED);
      bob.ears.clear();
      bob.ears.awaitTone(ALICE);
      alice.ears.clear();
      alice.ears.awaitTone(BOB);
      Softphone.get(outgoing.hangup());
    }
  }

  private static void hearEachOther(Softphone alice, Softphone carol) {
    alice.ears.clear();
    alice.ears.awaitTone(CAROL);
    carol.ears.clear();
    carol.ears.awaitTone(ALICE);
  }
}
