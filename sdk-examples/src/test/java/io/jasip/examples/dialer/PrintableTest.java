package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.examples.dialer.doctor.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a server or a caller sends does not steer the terminal: neither by ESC, nor by CSI, which
 * the parser lets through because it is two bytes of UTF-8, nor by a change of direction.
 */
class PrintableTest {

  private static final String HOSTILE = "a\u001b[2Jb\u009b2Jc\u202ed";
  private static final String PRINTABLE = "a?[2Jb?2Jc?d";

  @Test
  void in_an_event() {
    StringWriter out = new StringWriter();

    new HumanOutput(new PrintWriter(out)).event(0, "incoming", Map.of(), HOSTILE);

    assertThat(out.toString()).contains(PRINTABLE);
  }

  @Test
  void in_a_failure() {
    assertThat(new Failure(ExitCode.CALL_REFUSED, "call", HOSTILE, null).message())
        .isEqualTo(PRINTABLE);
  }

  @Test
  void in_a_diagnosis() {
    assertThat(Terminal.NONE.plain(HOSTILE)).isEqualTo(PRINTABLE);
  }
}
