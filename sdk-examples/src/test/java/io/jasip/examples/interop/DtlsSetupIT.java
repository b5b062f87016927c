package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.UABuilder;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.KamailioServer;
import io.jasip.webrtc.DtlsSetup;
import io.jasip.webrtc.WebRtcMedia;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alice begins the DTLS handshake of the calls that she makes. */
class DtlsSetupIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);
  @RegisterExtension static final KamailioServer proxy = KamailioServer.shared();

  private static final UnaryOperator<UABuilder> ACTIVE =
      builder -> builder.media(WebRtcMedia.builder().dtlsSetup(DtlsSetup.ACTIVE).build());

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void asterisk_leaves_it_to_her_and_to_a_new_offer_too(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250", "secret250", ACTIVE).register()) {
      Call call = alice.call("9999", 440);
      alice.ears.awaitTone(440);
      assertThat(alice.sent("INVITE")).allMatch(invite -> invite.contains("a=setup:active"));

      Softphone.get(call.hold());
      Softphone.get(call.resume());
      alice.ears.clear();
      alice.ears.awaitTone(440);
      Softphone.get(call.hangup());
    }
  }

  /** With the handshake begun by the phones, that of the one spoils that of the other. */
  @RepeatedTest(3)
  void of_two_phones_of_bob_that_answer_at_once_one_is_heard() {
    try (Softphone alice = Softphone.of(proxy, "alice", ACTIVE).register();
        Softphone desk = Softphone.of(proxy, "bob").register();
        Softphone cell = Softphone.of(proxy, "bob").register()) {
      Call outgoing = alice.ua.call("bob", alice.whistling(500));
      Call atDesk = desk.awaitRinging();
      Call atCell = cell.awaitRinging();
      atDesk.answer(desk.whistling(700));
      atCell.answer(cell.whistling(900));
      Softphone.get(outgoing.answered());

      Call loser =
          Softphone.get(atDesk.ended().applyToEither(atCell.ended(), ended -> ended)).call();
      Softphone winner = loser == atDesk ? cell : desk;
      winner.ears.awaitTone(500);
      alice.ears.awaitTone(winner == desk ? 700 : 900);
      assertThat(outgoing.state()).isEqualTo(CallState.ESTABLISHED);
      Softphone.get(outgoing.hangup());
    }
  }
}
