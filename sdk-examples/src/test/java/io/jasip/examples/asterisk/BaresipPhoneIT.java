package io.jasip.examples.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Extension 100: a phone of chan_sip on Asterisk 16, of PJSIP on Asterisk 22. */
class BaresipPhoneIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  @TempDir Path temp;

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_hears_his_own_tone_from_the_echo(AsteriskServer pbx) {
    Path tone = Wav.writeTone(temp.resolve("tone.wav"), 440, Duration.ofSeconds(1));
    try (BaresipPhone bob = BaresipPhone.at(pbx).microphone(tone).start()) {
      bob.call("9999");
      bob.awaitEstablished();
      bob.awaitTone(440);
      bob.hangup();

      assertThat(Wav.length(bob.recording())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(Wav.toneShare(bob.recording(), 440)).isGreaterThan(0.9);
      assertThat(Wav.toneShare(bob.recording(), 1000)).isLessThan(0.1);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_answers_by_himself_and_hears_the_caller(AsteriskServer pbx) {
    String phone = pbx.version() == 16 ? "SIP/100" : "PJSIP/100";
    try (BaresipPhone bob = BaresipPhone.at(pbx).answersAutomatically().start()) {
      pbx.cli("channel originate %s application Milliwatt".formatted(phone));
      bob.awaitEstablished();
      bob.awaitTone(1004);
      bob.hangup();

      assertThat(Wav.toneShare(bob.recording(), 1004)).isGreaterThan(0.9);
      await()
          .atMost(PATIENCE)
          .until(() -> pbx.cli("core show channels").contains("0 active channels"));
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_learns_why_his_calls_are_not_answered(AsteriskServer pbx) {
    try (BaresipPhone bob = BaresipPhone.at(pbx).start()) {
      assertThat(refusal(bob, "9403")).startsWith("403");
      assertThat(refusal(bob, "9480")).startsWith("480");
      assertThat(refusal(bob, "9486")).startsWith("486");
      assertThat(refusal(bob, "9503")).startsWith("503");
      assertThat(refusal(bob, "9603")).startsWith("603");
      assertThat(refusal(bob, "7777")).startsWith("404");
      assertThat(refusal(bob, "250")).startsWith("480"); // nobody has registered as 250
    }
  }

  private static String refusal(BaresipPhone bob, String number) {
    bob.call(number);
    bob.awaitClosed();
    return bob.closeReason();
  }
}
