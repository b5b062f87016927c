package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.UA;
import io.jasip.examples.pbx.EchoPbx;
import io.jasip.examples.samples.EchoBot;
import io.jasip.examples.samples.FrontDesk;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.WebRtcMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that end by themselves, with the code that they should. */
class DialerProcessIT {

  /** What the JVM exits with, as shells do: 128 and the number of the signal. */
  private static final int SIGTERM_CODE = 128 + 15;

  private static EchoPbx pbx;

  @BeforeAll
  static void startThePbx() {
    pbx = EchoPbx.start(WebRtcMedia.headless(), Map.of("250", "secret")).join();
  }

  @AfterAll
  static void stopThePbx() {
    pbx.stop().join();
  }

  private static Child dialer(String... arguments) {
    return Child.start(Dialer.class, arguments);
  }

  /** Makes a call and returns from main without asking the process to exit. */
  static final class ProgramThatStops {
    private ProgramThatStops() {}

    public static void main(String[] arguments) {
      WebRtcMedia media = WebRtcMedia.headless();
      EchoPbx echo = EchoPbx.start(media, Map.of("250", "secret")).join();
      UA ua =
          UA.builder()
              .server(echo.url())
              .tls(TlsConfig.trusting(List.of(echo.certificate())))
              .user("250")
              .password("secret")
              .media(media)
              .build();
      ua.start().thenCompose(started -> ua.register()).join();
      ua.call(EchoPbx.ECHO).answered().join();
      ua.stop().join();
      echo.stop().join();
      System.err.println("stopped");
    }
  }

  @Test
  void a_program_ends_by_itself_once_its_user_agents_are_stopped() {
    Screen screen = Child.start(ProgramThatStops.class).screen();

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(screen.err()).isEqualTo("stopped\n");
  }

  /** A command that begins when the process is ending already, as after a very early Ctrl-C. */
  static final class ProgramThatIsEnding {
    private ProgramThatIsEnding() {}

    public static void main(String[] arguments) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> Dialer.commandLine().execute(arguments)));
    }
  }

  @Test
  void a_command_that_begins_while_the_process_ends_is_interrupted_without_a_word() {
    Screen screen =
        Child.start(
                ProgramThatIsEnding.class,
                "register",
                "--server",
                pbx.url(),
                "--insecure",
                "--user",
                "250",
                "--json")
            .screen();

    assertThat(screen.err()).isEmpty();
    assertThat(screen.event("summary")).containsEntry("exit", 130);
  }

  @ParameterizedTest
  @ValueSource(classes = {EchoBot.class, FrontDesk.class})
  void a_sample_that_cannot_register_ends(Class<?> sample, @TempDir Path folder) {
    Path greeting = folder.resolve("greeting.wav");
    AudioSink.wav(greeting).close();

    Screen screen =
        Child.start(sample, "wss://127.0.0.1:1/ws", "250", "secret", greeting.toString()).screen();

    assertThat(screen.code()).isEqualTo(1);
    assertThat(screen.err()).contains("127.0.0.1:1 ");
  }

  @Test
  void the_demo_prints_json_and_nothing_else() {
    Screen screen = dialer("demo", "--json").screen();

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(screen.err()).isEmpty();
    assertThat(screen.eventNames()).startsWith("pbx").endsWith("summary");
  }

  @Test
  void a_refused_registration_is_in_the_exit_code() {
    Screen screen =
        dialer(
                "register",
                "--server",
                pbx.url(),
                "--insecure",
                "--user",
                "250",
                "--password",
                "guess")
            .screen();

    assertThat(screen.code()).isEqualTo(ExitCode.REGISTRATION_REFUSED.code());
  }

  @Test
  void a_process_that_is_terminated_hangs_up_and_unregisters() {
    Child child =
        dialer(
            "call",
            "9999",
            "--server",
            pbx.url(),
            "--insecure",
            "--user",
            "250",
            "--password",
            "secret",
            "--json");
    await().atMost(Duration.ofSeconds(60)).until(() -> pbx.calls().join() == 1);

    child.terminate();
    Screen screen = child.screen();

    assertThat(screen.code()).as(screen.err()).isEqualTo(SIGTERM_CODE);
    assertThat(screen.err()).isEmpty();
    assertThat(screen.event("ended")).containsEntry("cause", "STOPPED");
    assertThat(screen.event("summary")).containsEntry("exit", 130);
    assertThat(pbx.calls().join()).isZero();
    assertThat(pbx.registrations().join()).isZero();
  }
}
