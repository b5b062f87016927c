package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.internal.call.TalkingFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Group A of the parity table: what messages say about their way. */
class TransportParityTest extends TalkingFlow {

  @Test
  @DisplayName("#13 The hosts in Via and Contact are random names under .invalid")
  void hostsAreRandomNamesUnderInvalid() {
    aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    assertThat(invite.via().sentBy()).matches("[a-z0-9]{12}\\.invalid");
    assertThat(invite.via().transport()).isEqualTo("WSS");
    assertThat(invite.header("Contact"))
        .get()
        .asString()
        .matches("<sip:[a-z0-9]{8}@[a-z0-9]{12}\\.invalid;transport=ws;ob>");
    bob.refuses(486);
  }

  @Test
  @DisplayName("#15 A response whose Via is not ours alone is dropped")
  void aResponseToARequestOfSomebodyElse() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    String ours = invite.header("Via").orElse("");
    String[] ringing = {
      "SIP/2.0 180 Ringing",
      "Via: " + ours,
      "To: <sip:bob@pbx.example>;tag=b1",
      "From: " + invite.header("From").orElse(""),
      "Call-ID: " + invite.callId(),
      "CSeq: " + invite.cSeq()
    };
    String[] two = ringing.clone();
    two[1] += ", SIP/2.0/UDP proxy.example;branch=z9hG4bK77";
    server.send(WrittenMessage.of(two));
    String[] stranger = ringing.clone();
    stranger[1] = stranger[1].replace(invite.via().sentBy(), "stranger.invalid");
    server.send(WrittenMessage.of(stranger));
    assertThat(call.state()).isEqualTo(CallState.CALLING);
    server.send(WrittenMessage.of(ringing));
    assertThat(call.state()).isEqualTo(CallState.PROCEEDING);
    bob.refuses(486);
  }

  @Test
  @DisplayName("#16 A call goes by the way that the application gives it")
  void aRouteOfTheApplication() {
    CallOptions byEdge =
        CallOptions.builder().header("Route", "<sip:edge.example;lr>").listener(callHears).build();
    promised(alice.call("bob", byEdge).ended());
    SipRequest invite = bob.takesCall();
    assertThat(invite.headers().all("Route")).containsExactly("<sip:edge.example;lr>");
    assertThat(invite.uri()).hasToString("sip:bob@pbx.example");
    bob.answers();
    assertThat(bob.receives(SipMethod.ACK).headers().all("Route"))
        .as("within the dialog the recorded route counts")
        .isEmpty();
    bobHangsUp();
  }
}
