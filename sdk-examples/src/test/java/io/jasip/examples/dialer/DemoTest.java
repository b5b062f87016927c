package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The demonstration, which needs no server. */
class DemoTest {

  @Test
  void a_program_reads_one_event_per_line_and_a_summary_last() {
    Screen screen = Screen.of("demo", "--json");

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(screen.err()).isEmpty();
    assertThat(screen.eventNames())
        .startsWith("pbx", "connected", "registered", "sending")
        .contains("ringing", "answered", "media", "first-audio", "ended", "echo")
        .endsWith("summary");
    assertThat(screen.event("echo")).containsEntry("notes", 8);
    assertThat(screen.event("ended")).containsEntry("cause", "BYE");
    assertThat(screen.event("summary"))
        .containsEntry("exit", 0)
        .containsEntry("codec", "opus")
        .containsKeys("packetsSent", "packetsReceived", "packetsLost", "jitterMs", "roundTripMs");
    assertThat(screen.event("summary").get("steps"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsKeys("start", "connected", "registered", "sending", "answered", "media", "ended");
  }

  @Test
  void a_person_reads_a_timeline_and_the_quality() {
    Screen screen = Screen.of("demo");

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(screen.out())
        .contains("registered as sip:250@127.0.0.1", "8 of 8 notes", "codec", "round trip");
  }

  @Test
  void a_wish_for_more_words_may_stand_among_other_letters() {
    assertThat(Dialer.isVerbose("call", "9999", "-iv")).isTrue();
    assertThat(Dialer.isVerbose("call", "9999", "--verbose")).isTrue();
    assertThat(Dialer.isVerbose("call", "9999", "-i")).isFalse();
    assertThat(Dialer.isVerbose("call", "eve")).isFalse();
  }

  @Test
  void the_help_names_commands_and_exit_codes() {
    Screen screen = Screen.of("--help");

    assertThat(screen.code()).isZero();
    assertThat(screen.out()).contains("call", "answer", "register", "demo", "Exit codes:", "130");
    for (String command : List.of("call", "answer", "register", "demo")) {
      assertThat(Screen.of(command, "--help").out()).contains("Usage: dialer " + command);
    }
    assertThat(Screen.of("--version").out()).contains("JaSIP");
  }
}
