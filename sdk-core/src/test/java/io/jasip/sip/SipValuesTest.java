package io.jasip.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: method, CSeq, Via, status, and the messages that are made of them. */
class SipValuesTest {

  private static final Via VIA =
      new Via("wss", "a.invalid", SipParameters.NONE.with("branch", Via.MAGIC_COOKIE + "1"));
  private static final NameAddr ALICE = NameAddr.of(SipUri.parse("sip:alice@host"));
  private static final NameAddr BOB = NameAddr.of(SipUri.parse("sip:bob@host"));
  private static final CoreHeaders CORE =
      new CoreHeaders(
          List.of(VIA), ALICE.withTag("1"), BOB, "call-1", new CSeq(1, SipMethod.INVITE));

  @Test
  void methodsAreTokensWithCase() {
    assertThat(new SipMethod("INVITE")).isEqualTo(SipMethod.INVITE).hasToString("INVITE");
    assertThat(new SipMethod("invite")).isNotEqualTo(SipMethod.INVITE);
    assertThat(new SipMethod("a-.!%*_+`'~1")).hasToString("a-.!%*_+`'~1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "IN VITE", "INVITE\r\n", "INVITE:", "INVÏTE", "\"BYE\""})
  void otherMethodsAreRefused(String name) {
    assertThatThrownBy(() -> new SipMethod(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a token");
  }

  @Test
  void aSequenceNumberHas31Bits() {
    assertThat(new CSeq(0, SipMethod.BYE)).hasToString("0 BYE");
    assertThat(new CSeq(2_147_483_647L, SipMethod.BYE)).hasToString("2147483647 BYE");
    assertThatThrownBy(() -> new CSeq(2_147_483_648L, SipMethod.BYE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("CSeq 2147483648 is not between 0 and 2147483647");
    assertThatThrownBy(() -> new CSeq(-1, SipMethod.BYE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aViaHasItsTransportInUpperCase() {
    assertThat(VIA).hasToString("SIP/2.0/WSS a.invalid;branch=z9hG4bK1");
    assertThat(VIA.branch()).contains("z9hG4bK1");
    assertThat(new Via("WS", "h", SipParameters.NONE).branch()).isEmpty();
    assertThatThrownBy(() -> new Via("WS\r\n", "h", SipParameters.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Via("WS", "h\r\nX: 1", SipParameters.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void coreHeadersNeedAVia() {
    assertThatThrownBy(() -> new CoreHeaders(List.of(), ALICE, BOB, "c", CORE.cSeq()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a SIP message needs a Via");
    assertThatThrownBy(() -> new CoreHeaders(List.of(VIA), ALICE, BOB, "c\r\nX: 1", CORE.cSeq()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "180,Ringing",
    "199,Session Progress",
    "299,OK",
    "399,Redirection",
    "486,Busy Here",
    "499,Request Failure",
    "599,Server Failure",
    "603,Decline",
    "699,Global Failure"
  })
  void everyStatusHasAReason(int status, String reason) {
    assertThat(StatusCode.reason(status)).isEqualTo(reason);
  }

  @Test
  void responsesKnowTheirClass() {
    assertThat(response(183, "x").isProvisional()).isTrue();
    assertThat(response(200, "x").isProvisional()).isFalse();
    assertThat(response(299, "x").isSuccess()).isTrue();
    assertThat(response(300, "x").isSuccess()).isFalse();
    assertThat(response(486, "Busy").startLine()).isEqualTo("SIP/2.0 486 Busy");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 700})
  void otherStatusCodesAreRefused(int status) {
    assertThatThrownBy(() -> response(status, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SIP status " + status + " is not between 100 and 699");
  }

  @Test
  void aReasonPhraseIsOneLine() {
    assertThatThrownBy(() -> response(200, "OK\r\nX-Evil: 1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reason phrase holds a line break or NUL at index 2; remove it");
  }

  @Test
  void aMessageShowsItselfWithoutCredentialsAndBody() {
    SipHeaders headers =
        SipHeaders.builder()
            .add("CSeq", "1 INVITE")
            .add("AUTHORIZATION", "Digest response=\"topsecret\"")
            .add("Proxy-Authorization", "Digest response=\"topsecret\"")
            .add("Content-Type", "Application/SDP ; charset=utf-8")
            .build();
    SipRequest invite =
        new SipRequest(
            SipMethod.INVITE,
            BOB.uri(),
            CORE,
            headers,
            "a=ice-pwd:topsecret".getBytes(StandardCharsets.UTF_8));

    assertThat(invite.toString())
        .startsWith("INVITE sip:bob@host SIP/2.0\nCSeq: 1 INVITE\n")
        .contains("AUTHORIZATION: ***", "Proxy-Authorization: ***", "(19 bytes of body)")
        .doesNotContain("topsecret");
    assertThat(invite.contentType()).isEqualTo("application/sdp");
    assertThat(invite.bodyText()).isEqualTo("a=ice-pwd:topsecret");
    assertThat(invite.header("cseq")).contains("1 INVITE");
    assertThat(invite.is(SipMethod.INVITE)).isTrue();
    assertThat(invite.is(SipMethod.BYE)).isFalse();
  }

  @Test
  void aMessageKeepsItsBodyToItself() {
    byte[] body = {1, 2, 3};
    SipResponse ok = new SipResponse(200, "OK", CORE, SipHeaders.NONE, body);
    body[0] = 9;
    ok.body()[1] = 9;

    assertThat(ok.body()).containsExactly(1, 2, 3);
    assertThat(ok.hasBody()).isTrue();
    assertThat(ok.contentType()).isEmpty();
  }

  private static SipResponse response(int status, String reason) {
    return new SipResponse(status, reason, CORE, SipHeaders.NONE, new byte[0]);
  }
}
