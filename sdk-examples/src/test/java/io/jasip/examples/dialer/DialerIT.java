package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.audio.ToneMeter;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.AudioSource.Tone;
import io.jasip.webrtc.PcmFrame;
import io.jasip.webrtc.WavRecorder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The dialer against real servers. */
class DialerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<Double> MELODY = List.of(440.0, 880.0, 587.0, 1174.0);

  /** Two seconds. */
  private static final int SILENT_FRAMES = 200;

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  @TempDir Path folder;

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  private static AsteriskServer server(int version) {
    return version == 16 ? asterisk16 : asterisk22;
  }

  private static String[] on(AsteriskServer pbx, String user, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--server", pbx.wssUrl(), "--ca", pbx.caFile().toString()));
    all.addAll(List.of("--user", user, "--json"));
    if (!all.contains("--password")) {
      all.addAll(List.of("--password", "secret" + user));
    }
    return all.toArray(String[]::new);
  }

  /** With silence after it, in which its end comes back: the call ends when all of it was sent. */
  private Path melody() {
    Path file = folder.resolve("melody.wav");
    AudioSource source =
        AudioSource.tones(
            MELODY.stream().map(hertz -> new Tone(hertz, Duration.ofMillis(400))).toList());
    PcmFrame frame = new PcmFrame();
    try (WavRecorder recorder = AudioSink.wav(file)) {
      while (source.read(frame)) {
        recorder.write(frame);
      }
      frame.silence();
      for (int i = 0; i < SILENT_FRAMES; i++) {
        recorder.write(frame);
      }
    }
    return file;
  }

  private static List<Double> heardIn(Path file) {
    AudioSource recording = AudioSource.wav(file);
    ToneMeter meter = new ToneMeter();
    PcmFrame frame = new PcmFrame();
    while (recording.read(frame)) {
      meter.write(frame);
    }
    return meter.order(MELODY);
  }

  @ParameterizedTest
  @CsvSource({
    "16,opus", "16,g722", "16,ulaw", "16,alaw", "22,opus", "22,g722", "22,ulaw", "22,alaw"
  })
  void a_melody_played_to_the_echo_is_in_the_recording(int version, String codec) {
    Path heard = folder.resolve("heard.wav");

    Screen screen =
        Screen.of(
            on(
                server(version),
                "250",
                "call",
                "9999",
                "--codec",
                codec,
                "--play",
                melody().toString(),
                "--record",
                heard.toString()));

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(screen.eventNames())
        .startsWith("connected", "registered", "sending")
        .contains("answered", "media", "first-audio", "ended")
        .endsWith("summary");
    assertThat(heardIn(heard)).isEqualTo(MELODY);
    assertThat(String.valueOf(screen.event("summary").get("codec")))
        .isEqualToIgnoringCase(codec.replace("ulaw", "pcmu").replace("alaw", "pcma"));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void one_dialer_answers_what_another_one_calls(AsteriskServer pbx) {
    CompletableFuture<Screen> bob =
        CompletableFuture.supplyAsync(
            () -> Screen.of(on(pbx, "251", "answer", "--echo", "--timeout", "60")));
    await().atMost(PATIENCE).until(() -> pbx.cli("pjsip show aor 251").contains("transport=ws"));
    Path heard = folder.resolve("heard.wav");

    Screen alice =
        Screen.of(
            on(
                pbx,
                "250",
                "call",
                "251",
                "--play",
                melody().toString(),
                "--record",
                heard.toString()));

    assertThat(alice.code()).as(alice.err()).isZero();
    assertThat(bob.join().code()).as(bob.join().err()).isZero();
    assertThat(heardIn(heard)).isEqualTo(MELODY);
    assertThat(bob.join().eventNames()).contains("incoming", "answered", "media", "ended");
    assertThat(String.valueOf(bob.join().event("incoming").get("from"))).contains("250");
  }

  @ParameterizedTest
  @CsvSource({
    "16,4711,NOT_FOUND,404", "16,9486,BUSY,486", "16,9603,REJECTED,603", "16,9480,UNAVAILABLE,480",
    "22,4711,NOT_FOUND,404", "22,9486,BUSY,486", "22,9603,REJECTED,603", "22,9480,UNAVAILABLE,480"
  })
  void a_refusal_is_told_with_cause_and_status(
      int version, String number, String cause, int status) {
    Screen screen = Screen.of(on(server(version), "250", "call", number));

    assertThat(screen.code()).isEqualTo(ExitCode.CALL_REFUSED.code());
    assertThat(screen.event("ended"))
        .containsEntry("cause", cause)
        .containsEntry("status", status)
        .containsEntry("established", false);
    assertThat(screen.err()).contains(number, String.valueOf(status));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_far_end_hangs_up(AsteriskServer pbx) {
    Screen screen = Screen.of(on(pbx, "250", "call", "9997"));

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(screen.event("ended"))
        .containsEntry("cause", "BYE")
        .containsEntry("originator", "REMOTE");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_call_that_is_handed_over_by_the_keypad_ended_in_order(AsteriskServer pbx) {
    CompletableFuture<Screen> bob =
        CompletableFuture.supplyAsync(
            () -> Screen.of(on(pbx, "251", "answer", "--timeout", "60", "--duration", "15")));
    await().atMost(PATIENCE).until(() -> pbx.cli("pjsip show aor 251").contains("transport=ws"));
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("transfer 9999\n".getBytes(StandardCharsets.UTF_8)));
    try {
      Screen alice = Screen.of(on(pbx, "250", "call", "251", "--interactive"));

      assertThat(alice.code()).as(alice.err()).isZero();
      assertThat(alice.event("ended")).containsEntry("cause", "TRANSFERRED");
      assertThat(bob.join().code()).as(bob.join().err()).isZero();
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void a_wrong_password_is_a_refused_registration(AsteriskServer pbx) {
    Screen screen = Screen.of(on(pbx, "250", "register", "--password", "guess"));

    assertThat(screen.code()).isEqualTo(ExitCode.REGISTRATION_REFUSED.code());
    assertThat(screen.eventNames()).startsWith("connected").doesNotContain("registered");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void nobody_calls(AsteriskServer pbx) {
    Screen screen = Screen.of(on(pbx, "251", "answer", "--timeout", "1"));

    assertThat(screen.code()).isEqualTo(ExitCode.CALL_REFUSED.code());
    assertThat(screen.err()).contains("no call came within 1 s");
  }
}
