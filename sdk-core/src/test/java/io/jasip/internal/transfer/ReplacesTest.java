package io.jasip.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jasip.internal.dialog.DialogId;
import io.jasip.internal.transfer.ReplacesRule.Match;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3891 sections 3 and 6.1. */
class ReplacesTest {

  @Test
  @DisplayName("D-8 the tags are those of whoever receives the INVITE, whoever made the call")
  void ofPeer() {
    DialogId alices = new DialogId("call1", "alice1", "carol1");
    Replaces forCarol = Replaces.ofPeer(alices);
    assertThat(forCarol).hasToString("call1;to-tag=carol1;from-tag=alice1");
    assertThat(forCarol.dialog()).isEqualTo(new DialogId("call1", "carol1", "alice1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b;to-tag=1;from-tag=2;early-only",
        " a@b ; from-tag = 2 ; early-only ; TO-TAG=1 ; x=y ",
      })
  @DisplayName("#118 what is read of Replaces")
  void parse(String value) {
    assertThat(Replaces.parse(value)).isEqualTo(new Replaces("a@b", "1", "2", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a;to-tag=1",
        "a;from-tag=1",
        "a;to-tag=1;from-tag=",
        "a;to-tag=1;to-tag=1;from-tag=2",
        "a;to-tag=1;from-tag=2;",
        ";to-tag=1;from-tag=2",
        "a b;to-tag=1;from-tag=2",
        "a;to-tag=1;from-tag=2,b;to-tag=1;from-tag=2",
        "a;to-tag=<1>;from-tag=2",
      })
  @DisplayName("#118 malformed Replaces")
  void malformed(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Replaces.parse(value))
        .withMessageContaining("Replaces");
  }

  @ParameterizedTest(name = "{0}, early-only {1}: {2}")
  @CsvSource({
    "NONE,          false, 481",
    "NONE,          true,  481",
    "ENDED,         false, 603",
    "ENDED,         true,  603",
    "EARLY_OF_OURS, false, 200",
    "EARLY_OF_OURS, true,  200",
    "EARLY_OF_PEER, false, 481",
    "EARLY_OF_PEER, true,  481",
    "CONFIRMED,     false, 200",
    "CONFIRMED,     true,  486",
  })
  @DisplayName("#118 what an INVITE with Replaces gets")
  void rule(Match match, boolean earlyOnly, int status) {
    assertThat(ReplacesRule.decide(match, earlyOnly)).isEqualTo(status);
  }
}
