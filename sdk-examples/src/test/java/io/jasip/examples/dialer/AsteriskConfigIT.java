package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.UA;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.WebRtcMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An Asterisk that runs with what {@code dialer asterisk-config} gives. */
class AsteriskConfigIT {

  private static final String PASSWORD = "not-the-usual-one";

  @RegisterExtension static final AsteriskServer asterisk16 = configured(16);
  @RegisterExtension static final AsteriskServer asterisk22 = configured(22);

  private static AsteriskServer configured(int version) {
    return AsteriskServer.configured(
        version, (folder, httpPort, wssPort) -> write(version, folder, httpPort, wssPort));
  }

  private static void write(int version, Path folder, int httpPort, int wssPort) {
    int exit =
        Dialer.commandLine()
            .execute(
                "asterisk-config",
                "--endpoint=270",
                "--version=" + version,
                "--password=" + PASSWORD,
                "--certificate=/etc/asterisk/keys/asterisk.crt",
                "--key=/etc/asterisk/keys/asterisk.key",
                "--bind=127.0.0.1",
                "--http-port=" + httpPort,
                "--wss-port=" + wssPort,
                "--directory=" + folder);
    assertThat(exit).isZero();
  }

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_registers_and_calls_the_echo_test(AsteriskServer pbx) throws Exception {
    UA alice =
        UA.builder()
            .media(WebRtcMedia.headless())
            .server(pbx.wssUrl())
            .tls(TlsConfig.trusting(pbx.caFile()))
            .user("270")
            .password(PASSWORD)
            .build();
    try {
      alice.start().get(15, TimeUnit.SECONDS);
      alice.register().get(15, TimeUnit.SECONDS);
      assertThat(pbx.cli("pjsip show aor 270")).contains("transport=ws");

      Call call = alice.call("9999").answered().get(15, TimeUnit.SECONDS);

      // Answer() of the dialplan sends the 200 (OK) and only then goes on to Echo().
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> pbx.cli("core show channels concise").contains("Echo"));
      call.hangup().get(15, TimeUnit.SECONDS);
    } finally {
      alice.stop().get(15, TimeUnit.SECONDS);
    }
  }
}
