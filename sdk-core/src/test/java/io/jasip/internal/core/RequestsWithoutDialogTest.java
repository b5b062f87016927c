package io.jasip.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.UA;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.ScriptedPhone;
import io.jasip.testkit.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What alice answers to requests that belong to no call (RFC 3261 sections 8.2 and 12.2.2). */
class RequestsWithoutDialogTest extends UserAgentFlow {

  @Test
  void options() {
    SipRequest options = server.request(SipMethod.OPTIONS);
    SipResponse response = server.receive(200);
    assertThat(response.via()).isEqualTo(options.via());
    assertThat(response.to().tag()).isPresent();
    assertThat(response.headers().tokens("Allow")).contains("INVITE", "OPTIONS", "BYE");
    assertThat(response.headers().tokens("Accept")).contains("application/sdp", "text/plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LEVITATE", "PUBLISH", "REGISTER"})
  void aMethodThatAliceDoesNotTake(String method) {
    server.request(new SipMethod(method));
    assertThat(server.receive(405).headers().tokens("Allow")).contains("INVITE");
  }

  @Test
  void aRequestForSomebodyElse() {
    server.requestTo("sip:mallory@pbx.example", SipMethod.OPTIONS);
    server.receive(404);
  }

  @Test
  void aRequestForATelephoneNumber() {
    server.requestTo("tel:+15550100", SipMethod.OPTIONS);
    server.receive(416);
  }

  @Test
  void aByeOfNoCall() {
    server.request(SipMethod.BYE);
    server.receive(481);
  }

  @Test
  void aCancelOfNoInvite() {
    server.request(SipMethod.CANCEL);
    server.receive(481);
  }

  @Test
  void anAckOfNothingIsNeverAnswered() {
    server.request(SipMethod.ACK);
    assertThat(server.unread()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BYE", "INFO", "OPTIONS", "UPDATE", "NOTIFY"})
  void aRequestInADialogThatAliceDoesNotHave(String method) {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    promised(call.reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
    bob.asks(new SipMethod(method));
    bob.receives(481);
  }

  @Test
  void aResponseToNothing() {
    SipRequest options = server.request(SipMethod.OPTIONS);
    server.receive(200);
    server.answer(options, 200);
    assertThat(server.unread()).isEmpty();
  }

  @Test
  void aCallWhileNobodyListens() {
    ScriptedServer other = new ScriptedServer(time);
    UA dave = other.userAgent(UA.builder().server("wss://pbx.example/ws").user("dave"));
    promised(dave.start());
    ScriptedPhone erin = other.phone("erin");
    erin.calls();
    erin.receives(480);
    erin.acknowledgesRefusal();
    assertThat(promised(dave.stop())).isCompleted();
  }
}
