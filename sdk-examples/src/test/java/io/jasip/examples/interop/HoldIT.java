package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.HoldState;
import io.jasip.examples.asterisk.AsteriskServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Alice is extension 263: whom she holds hears a tone of 1000 Hz from Asterisk, where others hear
 * music.
 */
class HoldIT {

  private static final double MUSIC = 1000;

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_calls_bob_and_puts_him_on_hold_by_reinvite(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "263").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(500));
      Call incoming = bob.answer(900);
      Softphone.get(outgoing.answered());

      holdsAndResumes(alice, outgoing, bob);

      assertThat(alice.sent("INVITE")).filteredOn(invite -> hasToTag(invite)).hasSize(2);
      Softphone.get(incoming.hangup());
      Softphone.get(outgoing.ended());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_calls_alice_and_she_puts_him_on_hold_by_update(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "263").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = bob.ua.call("263", bob.whistling(900));
      CallOptions byUpdate = alice.options(500).offersByUpdate(true).build();
      Call incoming = Softphone.get(alice.awaitRinging().answer(byUpdate));
      Softphone.get(outgoing.answered());

      holdsAndResumes(alice, incoming, bob);

      assertThat(alice.sent("UPDATE")).hasSize(2);
      Softphone.get(incoming.hangup());
      Softphone.get(outgoing.ended());
    }
  }

  private static boolean hasToTag(String request) {
    return request.lines().anyMatch(line -> line.startsWith("To:") && line.contains(";tag="));
  }

  /** Alice whistles 500 Hz and bob 900 Hz. */
  private static void holdsAndResumes(Softphone alice, Call call, Softphone bob) {
    alice.ears.awaitTone(900);
    bob.ears.awaitTone(500);

    Softphone.get(call.hold());
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bob.ears.awaitTone(MUSIC);
    alice.ears.awaitSilence();

    Softphone.get(call.resume());
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);
    bob.ears.clear();
    bob.ears.awaitTone(500);
    alice.ears.clear();
    alice.ears.awaitTone(900);
  }
}
