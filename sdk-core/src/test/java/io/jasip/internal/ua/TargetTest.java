package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.sip.SipUri;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What alice of pbx.example dials, and where that leads. */
class TargetTest {

  private static final SipUri ALICE = SipUri.parse("sip:alice@pbx.example");

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "9999                          | sip:9999@pbx.example",
        "' 9999 '                      | sip:9999@pbx.example",
        "bob                           | sip:bob@pbx.example",
        "*98                           | sip:*98@pbx.example",
        "+1 (555) 010-0100             | sip:+15550100100@pbx.example",
        "tel:+1-555-0100               | sip:+15550100@pbx.example",
        "TEL:112                       | sip:112@pbx.example",
        "bob@other.example             | sip:bob@other.example",
        "bob@other.example:5061        | sip:bob@other.example:5061",
        "sip:bob@other.example         | sip:bob@other.example",
        "sips:bob@other.example        | sips:bob@other.example",
        "SIP:bob@other.example;x=1     | sip:bob@other.example;x=1",
        "bob smith                     | sip:bob%20smith@pbx.example",
        "jürgen                        | sip:j%C3%BCrgen@pbx.example",
        "a@b@other.example             | sip:a%40b@other.example"
      })
  void leadsTo(String dialled, String address) {
    assertThat(Target.resolve(dialled, ALICE)).hasToString(address);
  }

  @ParameterizedTest
  @CsvSource({
    "sip:alice@pbx.example:5060, sip:9999@pbx.example:5060",
    "sips:alice@pbx.example, sips:9999@pbx.example"
  })
  void takesSchemeAndPortOfTheAccount(String account, String address) {
    assertThat(Target.resolve("9999", SipUri.parse(account))).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "sip:",
        "bob@",
        "bob@host name",
        "sip:bob@h:99999",
        "bob\r\nVia: x",
        "https://pbx.example/9999"
      })
  void leadsNowhere(String dialled) {
    assertThatThrownBy(() -> Target.resolve(dialled, ALICE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("target");
  }
}
