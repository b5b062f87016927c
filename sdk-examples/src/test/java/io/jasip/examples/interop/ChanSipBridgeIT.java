package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.BaresipPhone;
import io.jasip.examples.asterisk.Wav;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Alice's WebRTC and a phone with plain RTP over UDP, bridged and transcoded by Asterisk: chan_sip
 * on Asterisk 16, PJSIP on Asterisk 22.
 */
class ChanSipBridgeIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  @TempDir Path temp;

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_calls_the_desk_phone(AsteriskServer pbx) {
    Path whistle = Wav.writeTone(temp.resolve("desk.wav"), 900, Duration.ofSeconds(1));
    try (Softphone alice = Softphone.of(pbx, "250").register();
        BaresipPhone desk =
            BaresipPhone.at(pbx).microphone(whistle).answersAutomatically().start()) {
      Call call = alice.call("100", 500);
      alice.ears.awaitTone(900);
      desk.awaitEstablished();
      desk.awaitTone(500);
      Softphone.get(call.hangup());
      desk.awaitClosed();
      assertThat(Wav.toneShare(desk.recording(), 500)).isGreaterThan(0.5);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_desk_phone_calls_alice(AsteriskServer pbx) {
    Path whistle = Wav.writeTone(temp.resolve("desk.wav"), 700, Duration.ofSeconds(1));
    try (Softphone alice = Softphone.of(pbx, "250").register();
        BaresipPhone desk = BaresipPhone.at(pbx).microphone(whistle).start()) {
      desk.call("250");
      Call call = alice.answer(400);
      desk.awaitEstablished();
      alice.ears.awaitTone(700);
      desk.awaitTone(400);
      assertThat(call.remote().uri().user()).isEqualTo("100");

      desk.hangup();
      assertThat(Softphone.get(call.ended()).established()).isTrue();
      assertThat(Wav.toneShare(desk.recording(), 400)).isGreaterThan(0.5);
    }
  }
}
