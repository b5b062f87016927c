package io.jasip.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as they are built and written. */
class SipEncoderTest {

  private static final NameAddr ALICE =
      new NameAddr("Alice \"Äl\"", SipUri.parse("sip:alice@host"), SipParameters.NONE)
          .withTag("a1");
  private static final NameAddr BOB = NameAddr.of(SipUri.parse("sip:bob@host"));

  @Test
  void writesARequest() {
    assertThat(text(message().header("Subject", "hi").body("text/plain", "grüße").build()))
        .isEqualTo(
            """
            MESSAGE sip:bob@host SIP/2.0
            Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1
            Max-Forwards: 70
            To: <sip:bob@host>
            From: "Alice \\"Äl\\"" <sip:alice@host>;tag=a1
            Call-ID: call-1
            CSeq: 1 MESSAGE
            Subject: hi
            Content-Type: text/plain
            Content-Length: 7

            grüße"""
                .replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Messages.INVITE, Messages.RINGING, Messages.UNAUTHORIZED})
  void writesWhatItHasRead(String text) throws Exception {
    SipMessage read = Messages.parse(text);
    SipMessage again = Messages.PARSER.parse(SipEncoder.encode(read));

    assertThat(again).isNotNull();
    assertThat(again.startLine()).isEqualTo(read.startLine());
    assertThat(again.core()).isEqualTo(read.core());
    assertThat(again.headers()).isEqualTo(read.headers());
    assertThat(again.body()).isEqualTo(read.body());
  }

  @Test
  void readsItsOwnQuotesBack() throws Exception {
    SipMessage again = Messages.PARSER.parse(SipEncoder.encode(message().build()));

    assertThat(again.from()).isEqualTo(ALICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rX-Evil: 1", "a\nX-Evil: 1", "a\r\nX-Evil: 1", "a\r\n\r\nbody", "a\0"})
  void refusesWhatWouldBeginAnotherLine(String evil) throws Exception {
    SipRequest invite = Messages.request(Messages.INVITE);

    refused(() -> message().header("Subject", evil));
    refused(() -> message().header(evil, "x"));
    refused(() -> message().body(evil, "x"));
    refused(() -> message().headers(SipHeaders.builder().add("X", evil).build()));
    refused(() -> new ResponseBuilder(invite, 486, "t").reason(evil).build());
    refused(() -> new ResponseBuilder(invite, 486, "t").header("Reason", evil));
    refused(() -> new ResponseBuilder(invite, 486, "t").body(evil, "x"));
    refused(() -> new ResponseBuilder(invite, 486, evil).build());
    refused(() -> BOB.withTag(evil));
    refused(() -> new SipMethod(evil));
    refused(() -> SipUri.parse("sip:" + evil + "@host"));
    refused(() -> SipUri.parse("x:" + evil));
    refused(() -> BOB.uri().withParameter("x", evil));
    refused(
        () ->
            new RequestBuilder(BOB.uri(), via(), ALICE, BOB, evil, new CSeq(1, SipMethod.MESSAGE)));
  }

  @Test
  void aResponseRepeatsTheRequestAsItWasWritten() throws Exception {
    SipRequest invite =
        Messages.request(
            Messages.INVITE
                .replace("To: \"Bob\" <", "t:   Bob <")
                .replace(
                    "Contact:",
                    "Via: SIP/2.0/UDP p2;branch=2\nRecord-Route: <sip:p2;lr>\nContact:"));
    SipResponse ringing = new ResponseBuilder(invite, 180, "b1").recordRoutes(invite).build();

    assertThat(text(ringing))
        .isEqualTo(
            """
            SIP/2.0 180 Ringing
            Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bKnashds8;rport
            Via: SIP/2.0/UDP p2;branch=2
            To: Bob <sip:bob@pbx.example.com>;tag=b1
            From: "Alice" <sip:alice@pbx.example.com>;tag=1928301774
            Call-ID: a84b4c76e66710
            CSeq: 314159 INVITE
            Record-Route: <sip:p2;lr>
            Content-Length: 0

            """
                .replace("\n", "\r\n"));
    assertThat(Messages.PARSER.parse(SipEncoder.encode(ringing)).to().tag()).contains("b1");
  }

  @Test
  void aTryingResponseAndAnInDialogResponseGetNoNewTag() throws Exception {
    SipRequest invite = Messages.request(Messages.INVITE);
    SipRequest inDialog =
        Messages.request(
            Messages.INVITE.replace("<sip:bob@pbx.example.com>\n", "<sip:bob@host>;tag=b0\n"));

    assertThat(new ResponseBuilder(invite, 100, "b1").build().to().tag()).isEmpty();
    assertThat(new ResponseBuilder(inDialog, 200, "b1").build().to().tag()).contains("b0");
    assertThat(new ResponseBuilder(inDialog, 200, "b1").build().header("To").orElseThrow())
        .endsWith(";tag=b0");
  }

  @Test
  void theSameRequestAgainHasANewBranchAndCredentials() throws Exception {
    SipRequest first =
        Messages.request(
            Messages.INVITE.replace("Contact:", "Authorization: Digest old\nContact:"));
    SipRequest again =
        RequestBuilder.again(
            first, 314160, List.of(new SipHeaders.Field("Authorization", "Digest new")));

    assertThat(again.cSeq()).hasToString("314160 INVITE");
    assertThat(again.headers().all("Authorization")).containsExactly("Digest new");
    assertThat(again.via().branch().orElseThrow())
        .startsWith(Via.MAGIC_COOKIE)
        .isNotEqualTo(first.via().branch().orElseThrow());
    assertThat(again.callId()).isEqualTo(first.callId());
    assertThat(again.from()).isEqualTo(first.from());
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(Messages.PARSER.parse(SipEncoder.encode(again)).core()).isEqualTo(again.core());
  }

  @Test
  void cancelAndAckBelongToTheInvite() throws Exception {
    SipRequest invite =
        Messages.request(Messages.INVITE.replace("Contact:", "Route: <sip:p1;lr>\nContact:"));
    SipRequest cancel = RequestBuilder.cancel(invite);
    SipRequest ack = RequestBuilder.ackOfRefusal(invite, invite.to().withTag("b1"));

    assertThat(cancel.cSeq()).hasToString("314159 CANCEL");
    assertThat(ack.cSeq()).hasToString("314159 ACK");
    assertThat(ack.to().tag()).contains("b1");
    for (SipRequest same : List.of(cancel, ack)) {
      assertThat(same.uri()).isEqualTo(invite.uri());
      assertThat(same.via()).isEqualTo(invite.via());
      assertThat(same.from()).isEqualTo(invite.from());
      assertThat(same.callId()).isEqualTo(invite.callId());
      assertThat(same.headers().all("Route")).containsExactly("<sip:p1;lr>");
      assertThat(same.hasBody()).isFalse();
    }
  }

  @Test
  void identifiersAreTokensAndDiffer() {
    assertThat(Identifiers.branch())
        .startsWith(Via.MAGIC_COOKIE)
        .isNotEqualTo(Identifiers.branch());
    assertThat(Identifiers.tag()).matches("[0-9a-z]{10}").isNotEqualTo(Identifiers.tag());
    assertThat(Identifiers.callId()).matches("[0-9a-z]{22}").isNotEqualTo(Identifiers.callId());
    assertThat(Identifiers.token(5)).hasSize(5);
  }

  private static Via via() {
    return new Via("WSS", "a.invalid", SipParameters.NONE.with("branch", "z9hG4bK1"));
  }

  private static RequestBuilder message() {
    return new RequestBuilder(
        BOB.uri(), via(), ALICE, BOB, "call-1", new CSeq(1, SipMethod.MESSAGE));
  }

  private static String text(SipMessage message) {
    return new String(SipEncoder.encode(message), StandardCharsets.UTF_8);
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable building) {
    assertThatThrownBy(building).isInstanceOf(IllegalArgumentException.class);
  }
}
