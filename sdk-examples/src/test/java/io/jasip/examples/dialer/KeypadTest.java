package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is typed while a call is up. */
class KeypadTest extends EchoPbxTest {

  private final InputStream before = System.in;

  @AfterEach
  void giveStandardInputBack() {
    System.setIn(before);
  }

  private static Screen callAndType(String typed, String... more) {
    System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
    List<String> arguments = new ArrayList<>(List.of("call", "9999", "--interactive", "--json"));
    arguments.addAll(List.of("--server", pbx.url(), "--ca", ca.toString(), "--user", "250"));
    arguments.addAll(List.of(more));
    return Screen.of(arguments.toArray(String[]::new));
  }

  private static List<String> told(Screen screen) {
    return screen.events().stream()
        .filter(event -> "typed".equals(event.get("event")))
        .map(event -> event.get("line") + ": " + event.getOrDefault("result", event.get("problem")))
        .toList();
  }

  @Test
  void each_line_is_done_before_the_next() {
    Screen screen =
        callAndType(
            "1 2#\n\nhold\nresume\nMUTE\nunmute\nquality\nhangup\n", "--password", "secret");

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(told(screen))
        .hasSize(7)
        .startsWith(
            "1 2#: sent 12#",
            "hold: on hold",
            "resume: resumed",
            "MUTE: muted",
            "unmute: not muted")
        .element(5)
        .asString()
        .contains("opus", "packets sent", "lost");
    assertThat(screen.event("ended")).containsEntry("originator", "LOCAL");
  }

  @Test
  void what_is_no_command_is_told_and_the_call_goes_on() {
    Screen screen =
        callAndType("dance\ntransfer\ntransfer sip:\nhold on\nhangup\n", "--password", "secret");

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(told(screen))
        .anySatisfy(line -> assertThat(line).contains("\"dance\" is no command", "hold, resume"))
        .anySatisfy(line -> assertThat(line).contains("\"transfer\" is no command"))
        .anySatisfy(line -> assertThat(line).startsWith("transfer sip:: ").contains("target"))
        .anySatisfy(line -> assertThat(line).contains("\"hold on\" is no command"));
  }

  @Test
  void the_password_may_come_first() {
    Screen screen = callAndType("secret\nhangup\n", "--password-stdin");

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(told(screen)).containsExactly("hangup: hung up");
  }

  @Test
  void the_end_of_the_input_is_not_that_of_the_call() {
    Screen screen = callAndType("", "--password", "secret", "--duration", "5");

    assertThat(screen.code()).as(screen.err()).isZero();
    assertThat(told(screen)).isEmpty();
    assertThat(screen.event("ended")).containsEntry("established", true);
  }
}
