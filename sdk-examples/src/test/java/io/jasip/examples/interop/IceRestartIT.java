package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.examples.asterisk.AsteriskServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alice looks for a new path of the media in a call, as after a change of her address. */
class IceRestartIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_echo_is_heard_again_by_the_new_path(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.call("9999", 600);
      alice.ears.awaitTone(600);
      Softphone.get(call.restartIce());
      assertThat(user(alice, 1)).isNotEqualTo(user(alice, 0));

      alice.ears.clear();
      alice.ears.awaitTone(600);
      assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
      Softphone.get(call.hangup());
    }
  }

  /** The user of ICE in one of the offers that were accepted. */
  private static String user(Softphone alice, int offer) {
    return alice.sent("INVITE").stream()
        .filter(text -> text.contains("a=ice-ufrag:"))
        .map(text -> text.replaceAll("(?s).*?a=ice-ufrag:(\\S+).*", "$1"))
        .distinct()
        .toList()
        .get(offer);
  }
}
