package io.jasip.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 section 19.1. */
class SipUriTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // text | scheme | user | host | port | written as, if not the same
        "sip:pbx.example.com | sip | - | pbx.example.com | -1 | -",
        "sip:alice@pbx.example.com | sip | alice | pbx.example.com | -1 | -",
        "sips:alice@pbx.example.com:5061 | sips | alice | pbx.example.com | 5061 | -",
        "SIP:Alice@PBX.Example.Com | sip | Alice | pbx.example.com | -1 |"
            + " sip:Alice@pbx.example.com",
        "sip:alice@192.0.2.1:65535 | sip | alice | 192.0.2.1 | 65535 | -",
        "sip:alice@[2001:DB8::1]:5060 | sip | alice | [2001:db8::1] | 5060 |"
            + " sip:alice@[2001:db8::1]:5060",
        "sip:[::1] | sip | - | [::1] | -1 | -",
        "sip:+1-212-555-1212:1234@gw.example | sip | +1-212-555-1212:1234 | gw.example | -1 | -",
        "sip:a;b=c?d@host | sip | a;b=c?d | host | -1 | -",
        "sip:*97@host | sip | *97 | host | -1 | -",
        "sip:#31#@host | sip | #31# | host | -1 | -",
        "sip:null-%00-null@host | sip | null-%00-null | host | -1 | -",
        "sip:j%c3%bcrgen@host | sip | j%c3%bcrgen | host | -1 | -",
        "sip:jürgen@host | sip | jürgen | host | -1 | -",
      })
  void readsAndWrites(
      String text, String scheme, String user, String host, int port, String written) {
    SipUri uri = SipUri.parse(text);

    assertThat(uri.scheme()).isEqualTo(scheme);
    assertThat(uri.user()).isEqualTo(user);
    assertThat(uri.host()).isEqualTo(host);
    assertThat(uri.port()).isEqualTo(port);
    assertThat(uri.isSip()).isTrue();
    assertThat(uri).hasToString(written == null ? text : written);
    assertThat(SipUri.parse(uri.toString())).isEqualTo(uri).hasSameHashCodeAs(uri);
  }

  @Test
  void readsParametersAndHeaders() {
    SipUri uri =
        SipUri.parse(
            "sip:bob@host;Transport=WS;lr;;gr=urn:uuid:f81d?Subject=a%20b&Priority=urgent");

    assertThat(uri.parameters().get("transport")).contains("WS");
    assertThat(uri.parameters().get("LR")).contains("");
    assertThat(uri.parameters().get("gr")).contains("urn:uuid:f81d");
    assertThat(uri.parameters().names()).containsExactly("transport", "lr", "gr");
    assertThat(uri.headers()).isEqualTo("Subject=a%20b&Priority=urgent");
    assertThat(uri)
        .hasToString("sip:bob@host;transport=WS;lr;gr=urn:uuid:f81d?Subject=a%20b&Priority=urgent");
    assertThat(uri.bare()).hasToString("sip:bob@host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tel:+1-201-555-0123;phone-context=x", "urn:service:sos", "http://a/%41"})
  void keepsOtherSchemesAsTheyAre(String text) {
    SipUri uri = SipUri.parse(text);

    assertThat(uri.isSip()).isFalse();
    assertThat(uri.user()).isNull();
    assertThat(uri.host()).isEmpty();
    assertThat(uri).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alice | no scheme",
        ":alice@host | no scheme",
        "1sip:alice@host | not a URI scheme",
        "s p:alice@host | character 1 is not allowed",
        "sip: alice@host | character 4 is not allowed",
        "sip:alice@host> | character 14 is not allowed",
        "<sip:alice@host> | character 0 is not allowed",
        "sip:\"alice\"@host | character 4 is not allowed",
        "sip:@host | before \"@\" is empty",
        "sip:alice@ | \"\" is not a host",
        "sip: | \"\" is not a host",
        "sip:al%ice@host | holds a character to be escaped",
        "sip:alice%4@host | holds a character to be escaped",
        "sip:alice%zz@host | holds a character to be escaped",
        "sip:a[b]@host | holds a character to be escaped",
        "sip:a@b@host | \"b@host\" is not a host",
        "sip:alice@ho/st | \"ho/st\" is not a host",
        "sip:alice@host: | \"\" is not a port",
        "sip:alice@host:0 | port 0 is not between 1 and 65535",
        "sip:alice@host:65536 | port 65536 is not between 1 and 65535",
        "sip:alice@host:123456 | \"123456\" is not a port",
        "sip:alice@host:-1 | \"-1\" is not a port",
        "sip:alice@host:50a | \"50a\" is not a port",
        "sip:alice@[::1 | lacks its closing bracket",
        "sip:alice@[::1]5060 | is not a port",
        "sip:alice@host;=x | a parameter has no name",
      })
  void refusesWithTheTextAndTheReason(String text, String why) {
    assertThatThrownBy(() -> SipUri.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("SIP URI \"" + text + "\": ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sip:a\r\nX-Evil: 1@host", "sip:a@host\nX: 1", "sip:a@ho\0st", "sip:\tb"})
  void refusesControlCharactersAndDoesNotRepeatThem(String text) {
    assertThatThrownBy(() -> SipUri.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("\r", "\n", "\0", "\t");
  }

  @Test
  void refusesWhatIsTooLongWithoutRepeatingIt() {
    assertThatThrownBy(() -> SipUri.parse("sip:" + "a".repeat(3_000) + "@host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SIP URI of 3009 characters is longer than 2048");
  }

  @Test
  void isMadeOfUserAndHost() {
    assertThat(SipUri.of("250", "pbx.example.com")).hasToString("sip:250@pbx.example.com");
    assertThat(SipUri.of(null, "[::1]")).hasToString("sip:[::1]");
    assertThatThrownBy(() -> SipUri.of("a@b", "host")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SipUri.of("a\r\n", "host"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takesOneMoreParameter() {
    SipUri uri = SipUri.parse("sip:bob@host;lr");

    assertThat(uri.withParameter("transport", "ws")).hasToString("sip:bob@host;lr;transport=ws");
    assertThat(uri.withParameter("LR", "on")).hasToString("sip:bob@host;lr=on");
    assertThatThrownBy(() -> uri.withParameter("x", "a>b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comparesUsersWithCaseAndHostsWithout() {
    assertThat(SipUri.parse("sip:bob@HOST"))
        .isEqualTo(SipUri.parse("sip:bob@host"))
        .isNotEqualTo(SipUri.parse("sip:Bob@host"))
        .isNotEqualTo(SipUri.parse("sips:bob@host"))
        .isNotEqualTo(SipUri.parse("sip:bob@host:5060"))
        .isNotEqualTo(SipUri.parse("sip:bob@host;lr"));
  }
}
