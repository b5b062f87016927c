package io.jasip.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.sip.NameAddr;
import io.jasip.sip.Via;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What peers put into structured header fields, good and hostile. */
class HeaderReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // value | display name | URI | parameters
        "<sip:bob@host> | - | sip:bob@host | -",
        "sip:bob@host;tag=x | - | sip:bob@host | ;tag=x",
        "<sip:bob@host;lr;transport=ws>;tag=x | - | sip:bob@host;lr;transport=ws | ;tag=x",
        "Bob <sip:bob@host> | Bob | sip:bob@host | -",
        "Bob B. Brown <sip:bob@host> | Bob B. Brown | sip:bob@host | -",
        "\"Bob, \\\"the\\\" \\\\ <b>\" <sip:bob@host>;tag=x | Bob, \"the\" \\ <b> |"
            + " sip:bob@host | ;tag=x",
        "\"\" <sip:bob@host> | - | sip:bob@host | -",
        "\"Jörg 你好 😀\" <sip:j@host> | Jörg 你好 😀 | sip:j@host | -",
        "<sip:j%c3%b6rg%20x@host> | - | sip:j%c3%b6rg%20x@host | -",
        "<sip:+1-212;isub=x@host;user=phone> | - | sip:+1-212;isub=x@host;user=phone | -",
        "<sip:bob@[2001:db8::9:1]:5060> | - | sip:bob@[2001:db8::9:1]:5060 | -",
        "<sips:bob@host:5061> | - | sips:bob@host:5061 | -",
        "<tel:+1-201-555-0123> | - | tel:+1-201-555-0123 | -",
        "<sip:bob@host> ; Tag = x ; q=0.3;flag | - | sip:bob@host | ;tag=x;q=0.3;flag",
        "<sip:b@h>;+sip.instance=\"<urn:uuid:1>\";reg-id=1 | - | sip:b@h |"
            + " ;+sip.instance=\"<urn:uuid:1>\";reg-id=1",
        "<sip:b@h?Subject=a%20b&Replaces=c%40d%3Bto-tag%3D1> | - |"
            + " sip:b@h?Subject=a%20b&Replaces=c%40d%3Bto-tag%3D1 | -",
      })
  void readsAnAddress(String value, String displayName, String uri, String parameters)
      throws Exception {
    for (String header : List.of("From", "To", "Contact")) {
      NameAddr address = HeaderReader.address(header, value);

      assertThat(address.displayName()).isEqualTo(displayName.equals("-") ? null : displayName);
      assertThat(address.uri()).hasToString(uri);
      // The order of header parameters means nothing, and is not kept for a Contact.
      assertThat(address.parameters().toString().split(";"))
          .containsExactlyInAnyOrder((parameters.equals("-") ? "" : parameters).split(";"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:service:sos", "http://web.example/a?b=c", "tel:+1", "im:b@h"})
  void keepsOtherSchemes(String uri) throws Exception {
    assertThat(HeaderReader.address("Refer-To", "<" + uri + ">").uri()).hasToString(uri);
  }

  @Test
  void readsAListOverSeveralLines() throws Exception {
    List<NameAddr> route =
        HeaderReader.addresses(
            "Record-Route", List.of("<sip:p1;lr>, \"a, b\" <sip:p2;lr>", "<sip:p3;lr>;x=1"));

    assertThat(route)
        .extracting(NameAddr::toString)
        .containsExactly("<sip:p1;lr>", "\"a, b\" <sip:p2;lr>", "<sip:p3;lr>;x=1");
    assertThat(HeaderReader.addresses("Contact", List.of("*"))).isEmpty();
    assertThat(HeaderReader.addresses("Contact", List.of(" * "))).isEmpty();
    assertThat(HeaderReader.addresses("Contact", List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "<>",
        "<",
        ">",
        "<sip:bob@host",
        "sip:bob@host>",
        "\"Bob <sip:bob@host>",
        "Bob",
        "\"Bob\"",
        "Bob sip:bob@host",
        "<sip:>",
        "<sip:bob@host:99999>",
        "<sip:bob@host:x>",
        "<sip:bob@[::1>",
        "<<sip:bob@host>>",
        "<sip:bob@host>;tag=\"x",
        "<sip:bo b@host>",
        "<sip:bob@ho st>",
        "<sip:b%zzb@host>",
        "<sip:a@h>,<sip:b@h>",
        "*",
        "\"\\",
        "<sip:a@h>;;;;=",
      })
  void refusesABadAddress(String value) {
    for (String header : List.of("From", "To")) {
      assertThatThrownBy(() -> HeaderReader.address(header, value))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageStartingWith(header);
    }
  }

  @Test
  void readsViasOverSeveralLines() throws Exception {
    List<Via> vias =
        HeaderReader.vias(
            List.of(
                "SIP/2.0/WSS a.invalid;branch=z9hG4bK1;rport, SIP / 2.0 / ws b:8088;branch=2",
                "SIP/2.0/UDP [2001:db8::9:1]:5060;received=[2001:db8::9:255];branch=z9hG4bKas3"));

    assertThat(vias).extracting(Via::transport).containsExactly("WSS", "WS", "UDP");
    assertThat(vias)
        .extracting(Via::sentBy)
        .containsExactly("a.invalid", "b:8088", "[2001:db8::9:1]:5060");
    assertThat(vias)
        .extracting(via -> via.branch().orElseThrow())
        .containsExactly("z9hG4bK1", "2", "z9hG4bKas3");
    assertThat(vias.get(0).parameters().get("rport")).contains("");
    assertThat(vias.get(2).parameters().get("received")).contains("[2001:db8::9:255]");
  }

  /** The parser beneath eats the whole heap on each of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SIP/2.0/UDP a (\\",
        "SIP/2.0/UDP a;received=\".2;x (\\",
        "SIP/2.0/UDP a;branch=1 (comment)",
        "SIP/2.0/UDP a;branch=1, SIP/2.0/UDP b (\\",
        "SIP/2.0/UDP a \"(\\",
        "(\\",
      })
  void refusesAnyCommentInAVia(String value) {
    String padded = value.replace("UDP a", "UDP a" + ".example".repeat(21) + ".com");

    assertThatThrownBy(() -> HeaderReader.vias(List.of(padded)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("Via holds a parenthesis");
    assertThatThrownBy(
            () ->
                Messages.parse(
                    Messages.INVITE.replaceFirst(
                        "(?m)^Via: .*$", "Via: " + padded.replace("\\", "\\\\"))))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("Via holds a parenthesis");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "SIP/2.0",
        "SIP/2.0/",
        "SIP/2.0/UDP",
        "SIP/2.0/UDP ",
        "SIP/2.0 UDP a",
        "SIP/2.0/UDP a:b",
        "SIP/2.0/UDP a:99999999999",
        "SIP/2.0/UDP ;branch=z9hG4bK1",
        "SIP/2.0/UDP [::1;branch=z9hG4bK1",
        "SIP/2.0/UDP a;branch=\"",
        "SIP/2.0/UDP a;=",
        "//// a",
        "\0",
      })
  void refusesABadVia(String value) {
    assertThatThrownBy(() -> HeaderReader.vias(List.of(value)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("Via");
  }

  @ParameterizedTest
  @CsvSource({"1 INVITE,1 INVITE", "0009   INVITE,9 INVITE", "2147483647 X-a!b,2147483647 X-a!b"})
  void readsCSeq(String value, String written) throws Exception {
    assertThat(HeaderReader.cSeq(value)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "INVITE",
        "INVITE 1",
        "-1 INVITE",
        "2147483648 INVITE",
        "4294967296 INVITE",
        "36893488147419103232 INVITE",
        "1.5 INVITE",
        "0x10 INVITE",
        "1 IN VITE",
        "1 INVITE;x",
        "1\0"
      })
  void refusesABadCSeq(String value) {
    assertThatThrownBy(() -> HeaderReader.cSeq(value))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("CSeq is malformed");
  }

  /** The parsers' cost grows with the square of a line. */
  @Test
  void refusesAVeryLongLineUnread() {
    String list = "<sip:a@h>;a".repeat(1_000);

    assertThatThrownBy(() -> HeaderReader.addresses("Contact", List.of(list)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("Contact of 11000 characters is longer than 4096");
  }

  @Test
  void aRefusalDoesNotRepeatWhatThePeerSent() {
    assertThatThrownBy(() -> HeaderReader.address("From", "<sip:a\r\nX-Evil: 1"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("From is malformed");
  }
}
