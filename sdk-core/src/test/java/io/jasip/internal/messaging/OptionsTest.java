package io.jasip.internal.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Capabilities;
import io.jasip.ListenerHandle;
import io.jasip.RequestFailedException;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Questions for capabilities (RFC 3261 section 11). */
class OptionsTest extends UserAgentFlow {

  @Test
  @DisplayName("#121 alice asks what bob can do")
  void capabilities() throws Exception {
    CompletableFuture<Capabilities> asked = promised(alice.options("bob"));
    SipRequest options = server.receive(SipMethod.OPTIONS);
    server.answer(
        options,
        200,
        "Allow: INVITE, ACK, BYE",
        "Supported: replaces",
        "Accept: Application/SDP;level=1, text/plain",
        "Allow-Events: presence,dialog");
    Capabilities bobs = asked.get();
    assertThat(bobs.allow()).containsExactly("INVITE", "ACK", "BYE");
    assertThat(bobs.supported()).containsExactly("replaces");
    assertThat(bobs.accept()).containsExactly("application/sdp", "text/plain");
    assertThat(bobs.allowEvents()).containsExactly("presence", "dialog");
  }

  @Test
  @DisplayName("#121 bob is busy, and says so to OPTIONS")
  void refused() {
    CompletableFuture<Capabilities> asked = promised(alice.options("bob"));
    server.answer(server.receive(SipMethod.OPTIONS), 486);
    assertThatThrownBy(asked::get)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, why -> assertThat(why.status()).isEqualTo(486));
  }

  @Test
  @DisplayName("#121 without a listener alice answers at once")
  void answeredByTheUserAgent() {
    server.request(SipMethod.OPTIONS);
    assertThat(server.receive(200).headers().tokens("Allow")).contains("INVITE", "MESSAGE");
  }

  @Test
  @DisplayName("#121 the application adds to the answer, refuses, or leaves it as it is")
  void answeredByTheApplication() {
    ListenerHandle adds =
        alice.addOptionsListener(
            event -> event.accept(SipHeaders.builder().add("X-Desk", "7").build()));
    server.request(SipMethod.OPTIONS);
    assertThat(server.receive(200))
        .satisfies(response -> assertThat(response.header("X-Desk")).contains("7"))
        .satisfies(response -> assertThat(response.header("Allow")).isPresent());
    adds.remove();

    ListenerHandle refuses = alice.addOptionsListener(event -> event.reject(486, SipHeaders.NONE));
    server.request(SipMethod.OPTIONS);
    server.receive(486);
    refuses.remove();

    alice.addOptionsListener(event -> assertThat(event.from().uri().user()).isEqualTo("server"));
    server.request(SipMethod.OPTIONS);
    server.receive(200);
  }
}
