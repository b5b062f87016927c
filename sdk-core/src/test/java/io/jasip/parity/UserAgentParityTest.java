package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Registration;
import io.jasip.UABuilder;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Groups B and D of the parity table: what every request of a user agent says. */
class UserAgentParityTest extends UserAgentFlow {

  @Override
  protected UABuilder configure() {
    return super.configure().userAgent("Switchboard/7");
  }

  @Test
  @DisplayName("#24 The user agent string is in requests and responses")
  void theUserAgentString() {
    aliceCalls("bob");
    assertThat(bob.takesCall().header("User-Agent")).contains("Switchboard/7");
    bob.refuses(486);
    server.request(SipMethod.OPTIONS);
    assertThat(server.receive(200).header("Server")).contains("Switchboard/7");
  }

  @Test
  @DisplayName("#48 A REGISTER supports path, outbound and GRUU")
  void whatARegisterSupports() {
    CompletableFuture<Registration> registering = promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    assertThat(register.headers().tokens("Supported")).contains("path", "outbound");
    server.answer(register, 200);
    assertThat(registering).isCompleted();
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }
}
