package io.jasip.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 section 20.10. */
class NameAddrTest {

  private static final SipUri ALICE = SipUri.parse("sip:alice@pbx.example.com;transport=ws");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "- | <sip:alice@pbx.example.com;transport=ws>",
        "`` | <sip:alice@pbx.example.com;transport=ws>",
        "Alice | \"Alice\" <sip:alice@pbx.example.com;transport=ws>",
        "Alice \"Al\" B. | \"Alice \\\"Al\\\" B.\" <sip:alice@pbx.example.com;transport=ws>",
        "back\\slash | \"back\\\\slash\" <sip:alice@pbx.example.com;transport=ws>",
        "Älice, <evil> | \"Älice, <evil>\" <sip:alice@pbx.example.com;transport=ws>",
      })
  void quotesTheDisplayName(String displayName, String written) {
    assertThat(new NameAddr(displayName, ALICE, SipParameters.NONE)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Al\rice", "Al\nice", "Al\r\nX-Evil: 1", "Al\0ice"})
  void refusesLineBreaksInTheDisplayName(String evil) {
    assertThatThrownBy(() -> new NameAddr(evil, ALICE, SipParameters.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("display name holds a line break or NUL at index 2; remove it");
  }

  @Test
  void carriesHeaderParametersOutsideOfTheBrackets() {
    NameAddr alice = NameAddr.of(ALICE).withTag("1928").withParameter("expires", "60");

    assertThat(alice).hasToString("<sip:alice@pbx.example.com;transport=ws>;tag=1928;expires=60");
    assertThat(alice.tag()).contains("1928");
    assertThat(alice.withoutParameters()).isEqualTo(NameAddr.of(ALICE));
    assertThat(NameAddr.of(ALICE).tag()).isEmpty();
    assertThat(NameAddr.of(ALICE).withTag("").tag()).isEmpty();
  }

  @Test
  void comparesAllItsParts() {
    NameAddr alice = new NameAddr("Alice", ALICE, SipParameters.NONE);

    assertThat(alice)
        .isEqualTo(new NameAddr("Alice", SipUri.parse(ALICE.toString()), SipParameters.NONE))
        .isNotEqualTo(NameAddr.of(ALICE))
        .isNotEqualTo(alice.withTag("1"));
  }
}
