package io.jasip.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.Via;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The torture messages of RFC 4475: sections 3.1.1 and 3.1.2, and those of 3.2 to 3.4 that are
 * about reading. The certificate in mpart01 is cut short.
 */
class TortureTest {

  /**
   * What the RFC calls valid, and what it calls invalid but allows to be taken; the last column
   * says why.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // name | first line | To | length of the body
        "wsinv | INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0 |"
            + " <sip:vivekg@chair-dnrc.example.com>;tag=1918181833n | 150",
        "esc01 | INVITE sip:sips%3Auser%40example.com@example.net SIP/2.0 |"
            + " <sip:%75se%72@example.com> | 150",
        "escnull | REGISTER sip:example.com SIP/2.0 | <sip:null-%00-null@example.com> | 0",
        "esc02 | RE%47IST%45R sip:registrar.example.com SIP/2.0 |"
            + " \"%Z%45\" <sip:resource@example.com> | 0",
        "lwsdisp | OPTIONS sip:user@example.com SIP/2.0 | <sip:user@example.com> | 0",
        "dblreq | REGISTER sip:example.com SIP/2.0 | <sip:j.user@example.com> | 0",
        "semiuri | OPTIONS sip:user;par=u%40example.net@example.com SIP/2.0 |"
            + " <sip:j_user@example.com> | 0",
        "transports | OPTIONS sip:user@example.com SIP/2.0 | <sip:user@example.com> | 0",
        "mpart01 | MESSAGE sip:kumiko@example.org SIP/2.0 | <sip:kumiko@example.org> | 167",
        "unreason | SIP/2.0 200 = 2**3 * 5**2 но сто девяносто девять - простое |"
            + " <sip:user@example.edu>;tag=2229 | 154",
        "noreason | `SIP/2.0 100 ` | <sip:user@example.edu>;tag=902jndnke3 | 0",
        // Headers in a Request-URI: we never copy them into a request.
        "escruri | INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0 |"
            + " <sip:user@example.com> | 150",
        // We do not read Date.
        "baddate | INVITE sip:user@example.com SIP/2.0 | <sip:user@example.com> | 150",
        // Contact is read by whoever needs it; a user agent takes no REGISTER.
        "regbadct | REGISTER sip:example.com SIP/2.0 | <sip:user@example.com> | 0",
        // Blanks in the angle brackets can only mean one thing.
        "badaspec | OPTIONS sip:user@example.org SIP/2.0 |"
            + " \"Watson, Thomas\" <sip:t.watson@example.org> | 0",
        // A comma in a name without quotes, in a header that holds one address.
        "baddn | OPTIONS sip:t.watson@example.org SIP/2.0 |"
            + " \"Watson, Thomas\" <sip:t.watson@example.org> | 0",
        // Of the transaction layer's concern.
        "badbranch | OPTIONS sip:user@example.com SIP/2.0 | <sip:user@example.com> | 0",
        // To be answered with 416.
        "unkscm | OPTIONS nobodyknowsthisscheme:totallyopaquecontent SIP/2.0 |"
            + " <sip:user@example.com> | 0",
        "novelsc | OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0 | <sip:user@example.com> | 0",
        // For us: only proxies forward.
        "zeromf | OPTIONS sip:user@example.com SIP/2.0 | <sip:user@example.com> | 0",
        // A client of RFC 2543: no branch, no From tag, no Content-Length.
        "inv2543 | INVITE sip:UserB@example.com SIP/2.0 |"
            + " <sip:+16505552222@ss1.example.net>;user=phone | 105",
      })
  void isTaken(String name, String firstLine, String to, int bodyLength) throws Exception {
    SipMessage message = taken(name);

    assertThat(message.startLine()).isEqualTo(firstLine);
    assertThat(message.to()).hasToString(to);
    assertThat(message.body()).hasSize(bodyLength);
    assertThat(Messages.PARSER.parse(SipEncoder.encode(message)).core()).isEqualTo(message.core());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The one valid message that is refused, on purpose: raw control characters.
        "intmeth | control character 7 in the header",
        "badinv01 | Via is malformed",
        "clerr | Content-Length is 9999, but 154 bytes follow",
        "ncl | Content-Length is not a number",
        "scalar02 | CSeq is malformed",
        "scalarlg | CSeq is malformed",
        "quotbal | To is malformed",
        "ltgtruri | the request line holds a bad method or URI",
        "lwsruri | the first line is not a SIP/2.0 request or status line",
        "lwsstart | the first line is not a SIP/2.0 request or status line",
        "trws | the first line is not a SIP/2.0 request or status line",
        "badvers | the first line is not a SIP/2.0 request or status line",
        "mismatch01 | CSeq names another method than the request line",
        "mismatch02 | CSeq names another method than the request line",
        "bigcode | the status code is not a number from 100 to 699",
        "insuf | From is missing",
        "multi01 | From is there 2 times",
        "mcl01 | two different values of Content-Length",
      })
  void isRefused(String name, String why) {
    assertThatThrownBy(() -> Messages.PARSER.parse(TortureMessage.read(name)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage(why);
  }

  @ParameterizedTest
  @CsvSource({"clerr", "ncl", "mismatch01", "mismatch02", "mcl01"})
  void isAnsweredWith400(String name) {
    MalformedMessageException refused =
        catchThrowableOfType(
            MalformedMessageException.class,
            () -> Messages.PARSER.parse(TortureMessage.read(name)));

    assertThat(refused.request()).isNotNull();
    assertThat(refused.request().callId()).startsWith(name + ".");
  }

  @Test
  void wsinvIsUnderstoodInEveryPart() throws Exception {
    SipRequest invite = (SipRequest) taken("wsinv");

    assertThat(invite.from().displayName()).isEqualTo("J Rosenberg \\\"");
    assertThat(invite.from().tag()).contains("98asjd8");
    assertThat(invite.cSeq()).hasToString("9 INVITE");
    assertThat(invite.core().vias())
        .extracting(Via::toString)
        .containsExactly(
            "SIP/2.0/UDP 192.0.2.2;branch=390skdjuw",
            "SIP/2.0/TCP spindle.example.com;branch=z9hG4bK9ikj8",
            "SIP/2.0/UDP 192.168.255.111;branch=z9hG4bK30239");
    assertThat(invite.header("Subject")).contains("");
    assertThat(invite.header("NewFangledHeader"))
        .contains("newfangled value continued newfangled value");
    assertThat(invite.header("UnknownHeaderWithUnusualValue")).contains(";;,,;;,;");
    assertThat(HeaderReader.addresses("Route", invite.headers().all("Route")))
        .hasToString("[<sip:services.example.com;lr;unknownwith=value;unknown-no-value>]");
    assertThat(HeaderReader.addresses("Contact", invite.headers().all("Contact")))
        .singleElement()
        .satisfies(
            contact -> {
              assertThat(contact.displayName()).isEqualTo("Quoted string \"\"");
              assertThat(contact.parameters().get("newparam")).contains("newvalue");
              assertThat(contact.parameters().get("secondparam")).contains("");
              assertThat(contact.parameters().get("q")).contains("0.33");
            });
  }

  @Test
  void intmethWithoutItsControlCharactersIsUnderstood() throws Exception {
    SipRequest request = (SipRequest) taken("intmeth-printable");

    assertThat(request.method()).hasToString("!interesting-Method0123456789_*+`.%indeed'~");
    assertThat(request.uri().user())
        .isEqualTo(
            "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*"
                + ":&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
    assertThat(request.from().displayName()).isEqualTo("token1~` token2'+_ token3*%!.-");
    assertThat(request.from().tag()).contains("_token~1'+`*%!-.");
    assertThat(request.from().parameters().text("fromParam''~+*_!.-%")).contains("работающий");
    assertThat(request.callId()).isEqualTo("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{");
    assertThat(request.via().branch()).contains("z9hG4bK-.!%66*_+`'~");
  }

  @Test
  void longreqIsUnderstood() throws Exception {
    SipRequest invite = (SipRequest) taken("longreq");

    assertThat(invite.core().vias()).hasSize(10);
    assertThat(invite.from().tag()).contains("12" + "982".repeat(50) + "424");
    assertThat(invite.callId()).isEqualTo("longreq.one" + "really".repeat(20) + "longcallid");
    assertThat(invite.to().uri().port()).isEqualTo(6000);
    assertThat(invite.header("Unknown-" + "Long".repeat(20) + "-Name")).isPresent();
    assertThat(invite.body()).hasSize(150);
  }

  @Test
  void esc02DoesNotDecodeWhereNothingIsEscaped() throws Exception {
    SipRequest request = (SipRequest) taken("esc02");

    assertThat(request.method().name()).isEqualTo("RE%47IST%45R");
    assertThat(request.headers().all("Contact"))
        .isEqualTo(List.of("<sip:alias1@host1.example.com>", "<sip:alias3@host3.example.com>"));
    assertThat(request.header("C%6Fntact")).contains("<sip:alias2@host2.example.com>");
  }

  @Test
  void responsesHaveTheirReasonOrNone() throws Exception {
    assertThat(((SipResponse) taken("noreason")).reason()).isEmpty();
    assertThat(((SipResponse) taken("unreason")).status()).isEqualTo(200);
  }

  private static SipMessage taken(String name) throws MalformedMessageException {
    SipMessage message = Messages.PARSER.parse(TortureMessage.read(name));
    assertThat(message).isNotNull();
    return message;
  }
}
