package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.RegistrationOptions;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice says herself how she is reached and by what, for a server that insists. */
class OwnViaAndContactTest extends UserAgentFlow {

  @Override
  protected UABuilder configure() {
    RegistrationOptions desk =
        RegistrationOptions.builder().contact("sip:desk7@desk.invalid;transport=ws").build();
    return super.configure().viaTransport("TCP").rport(true).registration(desk);
  }

  @Test
  @DisplayName("#12 #17 Via names another transport and asks for the port")
  void via() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    assertThat(invite.header("Via")).get().asString().startsWith("SIP/2.0/TCP ").contains(";rport");
    bob.rings();
    assertThat(call.state()).as("responses find their request").isEqualTo(CallState.PROCEEDING);
    bob.refuses(486);
  }

  @Test
  @DisplayName("#14 The Contact is the application's")
  void contact() {
    promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    assertThat(register.header("Contact"))
        .get()
        .asString()
        .startsWith("<sip:desk7@desk.invalid;transport=ws");
    server.answer(register, 200);
    aliceCalls("bob");
    assertThat(bob.takesCall().header("Contact"))
        .get()
        .asString()
        .startsWith("<sip:desk7@desk.invalid;transport=ws");
    bob.refuses(486);
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  void whatIsNone() {
    assertThatThrownBy(() -> UA.builder().viaTransport("T C\r\nP"))
        .hasMessageContaining("no name of a transport");
    assertThatThrownBy(() -> RegistrationOptions.builder().contact("sip:desk.invalid"))
        .hasMessageContaining("sip:desk.invalid");
  }
}
