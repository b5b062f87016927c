package io.jasip.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jasip.sip.CSeq;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 sections 7 and 18.3, RFC 7118 section 5. */
@Isolated("the locale is that of all threads")
class SipParserTest {

  @Test
  void readsARequest() throws Exception {
    SipRequest invite = Messages.request(Messages.INVITE);

    assertThat(invite.method()).isEqualTo(SipMethod.INVITE);
    assertThat(invite.uri()).hasToString("sip:bob@pbx.example.com");
    assertThat(invite.via())
        .hasToString("SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bKnashds8;rport");
    assertThat(invite.from()).hasToString("\"Alice\" <sip:alice@pbx.example.com>;tag=1928301774");
    assertThat(invite.to().displayName()).isEqualTo("Bob");
    assertThat(invite.to().tag()).isEmpty();
    assertThat(invite.callId()).isEqualTo("a84b4c76e66710");
    assertThat(invite.cSeq()).isEqualTo(new CSeq(314159, SipMethod.INVITE));
    assertThat(invite.headers().tokens("Supported")).containsExactly("outbound", "timer");
    assertThat(invite.contentType()).isEqualTo("application/sdp");
    assertThat(invite.bodyText()).isEqualTo("v=0\r\no=alice 1 1 I\r\n");
  }

  @Test
  void readsAResponse() throws Exception {
    SipResponse ringing = Messages.response(Messages.RINGING);

    assertThat(ringing.status()).isEqualTo(180);
    assertThat(ringing.reason()).isEqualTo("Ringing");
    assertThat(ringing.to().tag()).contains("a6c85cf");
    assertThat(ringing.via().parameters().get("rport")).contains("40000");
    assertThat(ringing.hasBody()).isFalse();
  }

  @Test
  void readsCompactNames() throws Exception {
    SipResponse response = Messages.response(Messages.UNAUTHORIZED);

    assertThat(response.from().tag()).contains("asu91");
    assertThat(response.callId()).isEqualTo("reg-1");
    assertThat(response.header("From")).contains("<sip:alice@pbx.example.com>;tag=asu91");
    assertThat(response.header("Content-Length")).isEmpty();
  }

  @Test
  void readsNamesInAnyCaseAndInAnyLocale() throws Exception {
    java.util.Locale before = java.util.Locale.getDefault();
    java.util.Locale.setDefault(java.util.Locale.forLanguageTag("tr"));
    try {
      SipRequest invite =
          Messages.request(
              Messages.INVITE
                  .replace("Via:", "VIA:")
                  .replace("Call-ID:", "CALL-ID :")
                  .replace("Content-Length", "CONTENT-LENGTH")
                  .replace("Contact:", "SESSION-EXPIRES: 90\nContact:"));

      assertThat(invite.via().branch()).contains("z9hG4bKnashds8");
      assertThat(invite.callId()).isEqualTo("a84b4c76e66710");
      assertThat(invite.header("x")).contains("90");
    } finally {
      java.util.Locale.setDefault(before);
    }
  }

  @Test
  void joinsFoldedLinesWithOneSpace() throws Exception {
    SipRequest invite =
        Messages.request(
            Messages.INVITE
                .replace("Supported: outbound, timer", "Subject: one\n two\n\t  three  \n four")
                .replace(
                    "\"Alice\" <sip:alice@pbx.example.com>;tag",
                    "\n \"Alice\"\n\t<sip:a@b>\n ;tag"));

    assertThat(invite.header("Subject")).contains("one two three four");
    assertThat(invite.from()).hasToString("\"Alice\" <sip:a@b>;tag=1928301774");
  }

  @Test
  void keepsUnknownHeadersInTheirOrder() throws Exception {
    SipRequest invite =
        Messages.request(
            Messages.INVITE.replace(
                "Supported:", "X-One: ;;,,;;\nX-Two:\nx-one: \u00e4\u4f60\nSupported:"));

    assertThat(invite.headers().all("X-ONE")).containsExactly(";;,,;;", "\u00e4\u4f60");
    assertThat(invite.header("X-Two")).contains("");
    assertThat(invite.headers().fields())
        .extracting(field -> field.name())
        .containsSubsequence("Contact", "X-One", "X-Two", "x-one", "Supported");
  }

  @Test
  void readsLineFeedsWithoutCarriageReturns() throws Exception {
    SipRequest invite =
        (SipRequest)
            Messages.PARSER.parse(
                Messages.INVITE
                    .replace("Content-Length: 20", "Content-Length: 18")
                    .getBytes(StandardCharsets.UTF_8));

    assertThat(invite.bodyText()).isEqualTo("v=0\no=alice 1 1 I\n");
  }

  @Test
  void skipsLineEndsBeforeTheMessage() throws Exception {
    assertThat(Messages.request("\n\n" + Messages.INVITE).is(SipMethod.INVITE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "\r\n\r\n", "\n"})
  void takesLineEndsAloneForAKeepAlive(String frame) throws Exception {
    assertThat(Messages.PARSER.parse(frame.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void readsAnEmptyReasonPhrase() throws Exception {
    assertThat(Messages.response(Messages.RINGING.replace("180 Ringing", "180 ")).reason())
        .isEmpty();
    assertThat(Messages.response(Messages.RINGING.replace("180 Ringing", "180")).reason())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 4 | v=0\\r", // shorter than the frame: the rest is cut off
        "Content-Length: 0 | ''",
        "X-None: 1 | v=0\\r\\no=alice 1 1 I\\r\\n", // RFC 7118: the frame bounds the body
        "l: 3 | v=0",
        "Content-Length: 3\\nContent-Length: 003 | v=0",
      })
  void takesTheBodyByContentLength(String field, String body) throws Exception {
    String text = Messages.INVITE.replace("Content-Length: 20", field.replace("\\n", "\n"));

    assertThat(Messages.request(text).bodyText())
        .isEqualTo(body.replace("\\r", "\r").replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 22 | Content-Length is 22, but 20 bytes follow",
        "Content-Length: 999999999 | Content-Length is 999999999, but 20 bytes follow",
        "Content-Length: 9999999999 | Content-Length is not a number",
        "Content-Length: -1 | Content-Length is not a number",
        "Content-Length: x | Content-Length is not a number",
        "Content-Length: | Content-Length is not a number",
        "Content-Length: 3, 3 | Content-Length is not a number",
        "Content-Length: 3~l: 4 | two different values of Content-Length",
        "Content-Length: 20~CSeq: 314159 INVITE | CSeq is there 2 times",
      })
  void refusesABadContentLengthAndSaysToWhom(String field, String why) {
    MalformedMessageException refused =
        refusal(Messages.INVITE.replace("Content-Length: 20", field.replace("~", "\n")));

    assertThat(refused).hasMessage(why);
    if (why.contains("Content-Length")) {
      assertThat(refused.request()).isNotNull();
      assertThat(refused.request().callId()).isEqualTo("a84b4c76e66710");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INVITE sip:bob@pbx.example.com | not a SIP/2.0 request or status line",
        "INVITE sip:bob@pbx.example.com SIP/3.0 | not a SIP/2.0 request or status line",
        "INVITE  sip:bob@pbx.example.com SIP/2.0 | not a SIP/2.0 request or status line",
        "INVITE sip:bob@pbx.example.com HTTP/1.1 | not a SIP/2.0 request or status line",
        "GET /ws HTTP/1.1 | not a SIP/2.0 request or status line",
        "INVITE <sip:bob@pbx.example.com> SIP/2.0 | bad method or URI",
        "INVITE bob SIP/2.0 | bad method or URI",
        "INV(TE sip:bob@pbx.example.com SIP/2.0 | bad method or URI",
        "BYE sip:bob@pbx.example.com SIP/2.0 | CSeq names another method",
        "SIP/2.0 99 Odd | status code is not a number from 100 to 699",
        "SIP/2.0 700 Odd | status code is not a number from 100 to 699",
        "SIP/2.0 2000 OK | status code is not a number from 100 to 699",
        "SIP/2.0 -20 OK | status code is not a number from 100 to 699",
        "SIP/2.0 OK | status code is not a number from 100 to 699",
        "SIP/7.0 200 OK | not a SIP/2.0 request or status line",
      })
  void refusesABadFirstLine(String line, String why) {
    assertThat(refusal(Messages.INVITE.replace("INVITE sip:bob@pbx.example.com SIP/2.0", line)))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Via", "To", "From", "Call-ID", "CSeq"})
  void refusesAMessageWithoutWhatEveryMessageHas(String name) {
    assertThat(refusal(Messages.INVITE.replaceFirst("(?m)^" + name + ":.*\n", "")))
        .hasMessage(name + " is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"To", "From", "Call-ID", "CSeq"})
  void refusesTwoOfWhatIsThereOnce(String name) {
    assertThat(refusal(Messages.INVITE.replaceFirst("(?m)^(" + name + ":.*\n)", "$1$1")))
        .hasMessage(name + " is there 2 times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"To", "From", "Call-ID", "CSeq"})
  void refusesAnEmptyMandatoryHeader(String name) {
    assertThat(refusal(Messages.INVITE.replaceFirst("(?m)^" + name + ":.*\n", name + ":\n")))
        .hasMessage(name + " is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CSeq: 2147483648 INVITE | CSeq is malformed",
        "CSeq: -1 INVITE | CSeq is malformed",
        "CSeq: INVITE | CSeq is malformed",
        "CSeq: 1 | CSeq is malformed",
        "NoColon | a header line has no name",
        ": no name | a header line has no name",
        "Sub ject: x | a header name is not a token",
        "Sub\u0007ject: x | control character 7 in the header",
        "Subject: nul~ | control character 0 in the header",
      })
  void refusesABadHeaderLine(String line, String why) {
    assertThat(refusal(Messages.INVITE.replaceFirst("(?m)^CSeq:.*$", line.replace('~', '\0'))))
        .hasMessage(why);
  }

  @Test
  void refusesACarriageReturnAlone() {
    assertThatThrownBy(
            () ->
                Messages.PARSER.parse(
                    "OPTIONS sip:a@b SIP/2.0\r\nSubject: a\rX: b\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage("control character 13 in the header");
  }

  @Test
  void refusesAContinuationOfNothing() {
    assertThat(refusal(Messages.INVITE.replace("SIP/2.0\nVia", "SIP/2.0\n Via")))
        .hasMessage("the header begins with a continuation line");
    assertThat(refusal(" " + Messages.INVITE))
        .hasMessage("the header begins with a continuation line");
  }

  @Test
  void refusesAHeaderThatDoesNotEnd() {
    String head = Messages.INVITE.substring(0, Messages.INVITE.indexOf("\n\n"));

    assertThat(refusal(head)).hasMessage("the empty line after the header is missing");
    assertThat(refusal(head + "\n")).hasMessage("the empty line after the header is missing");
    assertThat(refusal("garbage")).hasMessage("the empty line after the header is missing");
  }

  @Test
  void aRefusalBeforeTheRequestIsUnderstoodNamesNoRequest() {
    assertThat(refusal(Messages.INVITE.replace("From:", "X-From:")).request()).isNull();
  }

  private static MalformedMessageException refusal(String text) {
    MalformedMessageException refused =
        catchThrowableOfType(MalformedMessageException.class, () -> Messages.parse(text));
    assertThat(refused).as("refusal of %s", text).isNotNull();
    assertThat(refused.getMessage()).doesNotContain("\n", "\r");
    return refused;
  }
}
