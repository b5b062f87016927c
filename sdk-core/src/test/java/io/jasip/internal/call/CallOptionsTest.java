package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallPolicy;
import io.jasip.Cause;
import io.jasip.HangupOptions;
import io.jasip.PeerEvent;
import io.jasip.UABuilder;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls may differ in: at most two at once, answered by themselves where the caller asks. */
class CallOptionsTest extends TalkingFlow {

  @Override
  protected UABuilder configure() {
    return super.configure()
        .calls(
            CallPolicy.builder()
                .maxCalls(1)
                .autoAnswer(true)
                .ringsByItself(false)
                .noAnswerStatus(408)
                .build());
  }

  private Call calls(CallOptions.Builder options) {
    Call call = alice.call("bob", options.listener(callHears).build());
    promised(call.answered());
    promised(call.ended());
    return call;
  }

  private void bobGivesUp(String... lines) {
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("#76 an outgoing call that rings too long is withdrawn")
  void outgoingRingTimeout() {
    calls(CallOptions.builder().ringTimeout(Duration.ofSeconds(20)));
    bob.takesCall();
    bob.rings();
    time.advance(Duration.ofSeconds(20));
    SipRequest cancel = bob.receives(SipMethod.CANCEL);
    assertThat(cancel.header("Reason").orElse("")).startsWith("SIP;cause=408");
    server.answer(cancel, 200);
    bob.refuses(487);
    assertThat(end().cause()).isEqualTo(Cause.NO_ANSWER);
  }

  @Test
  @DisplayName("#75 Expires of an outgoing call")
  void outgoingExpires() {
    calls(CallOptions.builder().expires(Duration.ofSeconds(10)));
    assertThat(bob.takesCall().header("Expires")).hasValue("10");
    bob.rings();
    time.advance(Duration.ofSeconds(10));
    server.answer(bob.receives(SipMethod.CANCEL), 200);
    bob.refuses(487);
    assertThat(end().cause()).isEqualTo(Cause.EXPIRES);
  }

  @Test
  @DisplayName("#75 Expires of an incoming call: 487")
  void incomingExpires() {
    bob.calls("Expires: 10");
    bob.receives(100);
    incoming();
    time.advance(Duration.ofSeconds(10));
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.EXPIRES);
  }

  @Test
  @DisplayName("#74 a call that nobody answers is refused with a status of our choice")
  void incomingRingTimeout() {
    bob.calls();
    bob.receives(100);
    incoming();
    time.advance(Duration.ofMinutes(1));
    bob.receives(408);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.NO_ANSWER);
  }

  @Test
  @DisplayName("#68 #69 provisional responses of the application instead of 180")
  void customProvisionalResponses() {
    bob.calls();
    bob.receives(100);
    Call call = incoming();
    SipHeaders place = SipHeaders.builder().add("X-Place", "3").build();
    assertThat(promised(call.progress(182, "In the queue", place))).isCompleted();
    SipResponse queued = bob.receives(182);
    assertThat(queued.reason()).isEqualTo("In the queue");
    assertThat(queued.header("X-Place")).hasValue("3");
    promised(call.progress(180));
    bob.receives(180);
    bobGivesUp();
  }

  @Test
  @DisplayName("#77 3xx is followed, the most wanted first, no address twice")
  void redirects() {
    calls(CallOptions.builder().followRedirects(3));
    SipRequest first = bob.takesCall();
    bob.refuses(302, "Contact: <sip:carol@pbx.example>;q=0.5, <sip:dave@pbx.example?Subject=x>");
    SipRequest second = carol.takesCall();
    assertThat(second.uri()).hasToString("sip:dave@pbx.example");
    assertThat(second.callId()).isEqualTo(first.callId());
    assertThat(second.to()).isEqualTo(first.to());
    assertThat(second.cSeq().number()).isGreaterThan(first.cSeq().number());
    carol.refuses(302, "Contact: <sip:dave@pbx.example>, <" + first.uri() + ">");
    assertThat(carol.takesCall().uri()).hasToString("sip:carol@pbx.example");
    carol.answers();
    carol.receives(SipMethod.ACK);
    carol.asks(SipMethod.BYE);
    carol.receives(200);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  @DisplayName("#77 3xx ends the call unless told otherwise, and after as many as allowed")
  void redirectsHaveAnEnd() {
    calls(CallOptions.builder().followRedirects(1));
    bob.takesCall();
    bob.refuses(302, "Contact: <sip:1@pbx.example>");
    bob.takesCall();
    bob.refuses(302, "Contact: <sip:2@pbx.example>");
    assertThat(end().cause()).isEqualTo(Cause.REDIRECTED);
  }

  @Test
  @DisplayName("#78 a refusal with reason, header fields and body")
  void rejects() {
    bob.calls();
    bob.receives(100);
    promised(
        incoming()
            .reject(
                HangupOptions.builder()
                    .status(480)
                    .reason("At lunch")
                    .header("Retry-After", "3600")
                    .body(SipBody.text("back at one"))
                    .build()));
    SipResponse refusal = bob.receives(480);
    assertThat(refusal.reason()).isEqualTo("At lunch");
    assertThat(refusal.header("Retry-After")).hasValue("3600");
    assertThat(refusal.bodyText()).isEqualTo("back at one");
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("#78 an incoming call is sent elsewhere")
  void redirectsACaller() {
    bob.calls();
    bob.receives(100);
    promised(incoming().redirect(SipUri.parse("sip:carol@pbx.example")));
    assertThat(bob.receives(302).header("Contact")).hasValue("<sip:carol@pbx.example>");
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("#72 #73 Reason and header fields in CANCEL")
  void cancelWithReason() {
    Call call = calls(CallOptions.builder());
    bob.takesCall();
    bob.rings();
    promised(call.hangup(HangupOptions.builder().status(600).header("X-Why", "lunch").build()));
    SipRequest cancel = bob.receives(SipMethod.CANCEL);
    assertThat(cancel.header("Reason")).hasValue("SIP;cause=600;text=\"Busy Everywhere\"");
    assertThat(cancel.header("X-Why")).hasValue("lunch");
    server.answer(cancel, 200);
    bob.refuses(487);
  }

  @Test
  @DisplayName("#72 Reason in BYE, both ways")
  void byeWithReason() {
    Call call = aliceHasCalled();
    promised(call.hangup(HangupOptions.builder().status(503).reason("Fire").build()));
    assertThat(bob.isHungUpOn().header("Reason")).hasValue("SIP;cause=503;text=\"Fire\"");
    callHears.clear();
    aliceHasCalled();
    bob.asks(
        SipMethod.BYE, "Reason: Q.850;cause=16;text=\"Normal, \\\"really\\\"\", SIP;cause=200");
    bob.receives(200);
    assertThat(end().reasons()).hasSize(2);
    assertThat(end().reasons().get(0).cause()).isEqualTo(16);
    assertThat(end().reasons().get(0).text()).isEqualTo("Normal, \"really\"");
  }

  @Test
  @DisplayName("#72 a call that another phone has answered (RFC 3326)")
  void answeredElsewhere() {
    SipRequest invite = bob.calls();
    bob.receives(100);
    incoming();
    server.send(
        io.jasip.internal.message.RequestBuilder.cancel(
            invite,
            SipHeaders.builder()
                .add("Reason", "SIP;cause=200;text=\"Call completed elsewhere\"")
                .build()));
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.ANSWERED_ELSEWHERE);
  }

  @Test
  @DisplayName("#79 an anonymous call")
  void anonymous() {
    calls(CallOptions.builder().anonymous(true));
    SipRequest invite = bob.takesCall();
    assertThat(invite.from().uri()).hasToString("sip:anonymous@anonymous.invalid");
    assertThat(invite.header("Privacy")).hasValue("id");
    assertThat(invite.header("P-Preferred-Identity")).hasValue("<sip:alice@pbx.example>");
    assertThat(invite.header("Contact").orElse("")).doesNotContain("alice");
    bob.refuses(486);
  }

  @Test
  @DisplayName("#80 another user and name in From")
  void fromUser() {
    calls(CallOptions.builder().fromUser("sales").fromDisplayName("Sales"));
    SipRequest invite = bob.takesCall();
    assertThat(invite.from().withoutParameters()).hasToString("\"Sales\" <sip:sales@pbx.example>");
    assertThat(invite.header("P-Preferred-Identity")).hasValue("<sip:alice@pbx.example>");
    bob.refuses(486);
  }

  @Test
  @DisplayName("#81 who the server says the caller is")
  void assertedIdentity() {
    bob.calls(
        "P-Asserted-Identity: \"Bob B.\" <sip:200@pbx.example>",
        "Diversion: <sip:100@pbx.example>;reason=no-answer",
        "History-Info: <sip:100@pbx.example>;index=1, <sip:alice@pbx.example>;index=1.1",
        "Privacy: id");
    bob.receives(100);
    Call call = incoming();
    assertThat(call.peer().identities()).hasToString("[\"Bob B.\" <sip:200@pbx.example>]");
    assertThat(call.peer().diversions().get(0).parameters().get("reason")).hasValue("no-answer");
    assertThat(call.peer().history()).hasSize(2);
    assertThat(call.peer().anonymous()).isTrue();
    bobGivesUp();
  }

  @Test
  @DisplayName("#81 another peer after a transfer by the server")
  void connectedLine() {
    Call call = aliceHasCalled("P-Asserted-Identity: <sip:200@pbx.example>");
    bob.asks(SipMethod.UPDATE, "P-Asserted-Identity: <sip:300@pbx.example>");
    bob.receives(200);
    assertThat(callHears.only(PeerEvent.class).to().identities())
        .hasToString("[<sip:300@pbx.example>]");
    assertThat(call.peer().identities()).hasToString("[<sip:300@pbx.example>]");
    bobHangsUp();
  }

  @ParameterizedTest
  @DisplayName("#85 calls that are to be answered at once")
  @CsvSource(
      delimiter = '|',
      value = {
        "Call-Info: <sip:pbx.example>;answer-after=0 | 0",
        "Call-Info: <sip:pbx.example>; Answer-After=3 | 3",
        "Alert-Info: <http://pbx.example>;info=alert-autoanswer | 0",
        "Alert-Info: Auto-Answer | 0",
        "Answer-Mode: Auto | 0"
      })
  void autoAnswer(String line, int seconds) {
    bob.calls(line);
    bob.receives(100);
    time.advance(Duration.ofSeconds(seconds));
    bob.receives(200);
    bob.acknowledges();
    incoming();
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  @DisplayName("a call beyond the limit is refused with 486")
  void limit() {
    aliceHasCalled();
    carol.calls();
    carol.receives(486);
    carol.acknowledgesRefusal();
    assertThat(aliceHears.all(Call.class)).isEmpty();
    bobHangsUp();
  }

  @Test
  @DisplayName("#83 a part beside the session description, sent and received")
  void multipart() {
    SipBody place = SipBody.of("application/pidf+xml", "<presence/>");
    Call call = calls(CallOptions.builder().part(place));
    SipRequest invite = bob.takesCall();
    assertThat(invite.contentType()).isEqualTo("multipart/mixed");
    assertThat(io.jasip.internal.message.Multipart.parts(invite))
        .hasSize(2)
        .contains(place)
        .anyMatch(part -> part.mediaType().equals("application/sdp"));
    bob.responds(
        200,
        "Content-Type: multipart/mixed; boundary=\"b b\"",
        "",
        "--b b",
        "Content-Type: text/plain",
        "",
        "hello",
        "--b b",
        "Content-Type: application/sdp",
        "",
        bob.sdp().stripTrailing(),
        "--b b--");
    bob.receives(SipMethod.ACK);
    assertThat(media.session().remoteDescription()).startsWith("v=0");
    assertThat(call.peer().parts()).containsExactly(SipBody.of("text/plain", "hello"));
    bobHangsUp();
  }

  @ParameterizedTest
  @DisplayName("D-19 #83 bodies that are no session description: 415")
  @ValueSource(strings = {"text/plain", "application/json"})
  void unknownBodies(String type) {
    bob.callsWithoutOffer("Content-Type: " + type, "", "hello");
    assertThat(bob.receives(415).headers().tokens("Accept")).contains("application/sdp");
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("D-19 parameters of application/sdp do no harm")
  void contentTypeWithParameters() {
    bob.callsWithoutOffer(
        "Content-Type: application/sdp;charset=utf-8", "", bob.sdp().stripTrailing());
    bob.receives(100);
    promised(incoming().answer());
    assertThat(bob.receives(200).bodyText()).startsWith("v=0");
    bob.acknowledges();
    bobHangsUp();
  }

  @Test
  @DisplayName("#118 the only call that there may be is replaced by another")
  void replacementOfTheOnlyCall() {
    Call old = aliceCalls("bob");
    String alicesTag = bob.takesCall().from().tag().orElse("");
    String bobsTag = bob.answers().to().tag().orElse("");
    bob.receives(SipMethod.ACK);
    carol.calls("Replaces: " + old.id() + ";to-tag=" + alicesTag + ";from-tag=" + bobsTag);
    carol.receives(100);
    carol.receives(200);
    carol.acknowledges();
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.REPLACED);
    carol.hangsUp();
    carol.receives(200);
  }
}
