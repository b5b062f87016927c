package io.jasip.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Binding;
import io.jasip.Call;
import io.jasip.Cause;
import io.jasip.GruuUse;
import io.jasip.Registration;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationOptions;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the server's 200 says of alice and of others (RFC 3261 section 10.3, RFC 5626, 5627). */
class BindingsTest extends UserAgentFlow {

  private static final String INSTANCE = "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

  private static final String GRUUS =
      ";pub-gruu=\"sip:alice@pbx.example;gr="
          + INSTANCE
          + "\""
          + ";temp-gruu=\"sip:tgruu.7hs==jd7vnzga5w7fajsc7-ajd6fabz0f8g5@pbx.example;gr\"";

  @Override
  protected UABuilder configure() {
    return super.configure()
        .registration(RegistrationOptions.builder().instanceId(INSTANCE).build());
  }

  @AfterEach
  void leave() {
    if (alice.registration().state() == RegistrationState.REGISTERED) {
      promised(alice.unregister());
      server.answer(server.receive(SipMethod.REGISTER), 200);
    }
  }

  private SipRequest registers(String... lines) {
    promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    server.answer(register, 200, lines);
    return register;
  }

  @Test
  @DisplayName("#46 the instance is the one that the application keeps")
  void instance() {
    assertThat(registers().header("Contact"))
        .get()
        .asString()
        .contains("+sip.instance=\"<" + INSTANCE + ">\"", "reg-id=1");
  }

  @Test
  @DisplayName("#55 the bindings of all devices are listed")
  void bindings() {
    CompletableFuture<Registration> done = promised(alice.register());
    SipRequest register = server.receive(SipMethod.REGISTER);
    String own = register.header("Contact").orElseThrow().replaceAll(";.*", "");
    server.answer(
        register,
        200,
        "Contact: <sip:desk@192.0.2.7>;expires=90, " + own + ">;expires=120",
        "Expires: 3600");
    assertThat(done.join().bindings())
        .extracting(Binding::own, Binding::expires)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(false, Duration.ofSeconds(90)),
            org.assertj.core.groups.Tuple.tuple(true, Duration.ofSeconds(120)));
    assertThat(alice.registration().expires()).hasMinutes(2);
  }

  @Test
  @DisplayName("#57 D-18 a 200 that lists others but not us is a failure, and told")
  void leftOut() {
    CompletableFuture<Registration> done = promised(alice.register());
    server.answer(
        server.receive(SipMethod.REGISTER), 200, "Contact: <sip:desk@192.0.2.7>;expires=90");
    assertThat(done).isCompletedExceptionally();
    assertThat(aliceHears.lines()).endsWith("UNREGISTERED REJECTED");
    assertThat(aliceHears.all(RegistrationEvent.class))
        .last()
        .satisfies(event -> assertThat(event.cause()).isEqualTo(Cause.REJECTED));
  }

  @Test
  @DisplayName("D-18 a 200 that lists nobody is told as well")
  void listsNobody() {
    registers();
    assertThat(aliceHears.lines()).endsWith("REGISTERED");
  }

  @Test
  @DisplayName("#55 the server rewrites our Contact but keeps our instance")
  void rewritten() {
    registers("Contact: <sip:x@192.0.2.9>;expires=77;+sip.instance=\"<" + INSTANCE + ">\"");
    assertThat(alice.registration().expires()).hasSeconds(77);
  }

  @Test
  @DisplayName("#47 calls carry the public GRUU as their Contact, and requests to it are ours")
  void publicGruu() {
    registers("Contact: <sip:x@h>;+sip.instance=\"<" + INSTANCE + ">\"" + GRUUS);
    String gruu = "sip:alice@pbx.example;gr=" + INSTANCE;
    assertThat(alice.registration().publicGruu()).get().hasToString(gruu);
    assertThat(alice.registration().temporaryGruu()).isPresent();

    Call call = aliceCalls("bob");
    assertThat(bob.takesCall().header("Contact")).get().asString().contains(gruu);
    call.hangup();
    bob.refuses(486);

    server.requestTo(
        "sip:tgruu.7hs==jd7vnzga5w7fajsc7-ajd6fabz0f8g5@PBX.example;gr", SipMethod.OPTIONS);
    server.receive(200);
    server.requestTo("sip:other@pbx.example;gr=" + INSTANCE, SipMethod.OPTIONS);
    server.receive(404);
  }

  @Test
  @DisplayName("#48 Path and Service-Route (RFC 3327, 3608) are kept; the latter is our Route")
  void routes() {
    SipRequest register =
        registers(
            "Path: <sip:edge.example;lr;ob>",
            "Service-Route: <sip:one.example;lr>, <sip:two.example;lr>");
    assertThat(register.headers().tokens("Supported")).contains("path", "gruu", "outbound");
    assertThat(alice.registration().path()).hasSize(1);
    assertThat(alice.registration().serviceRoute()).hasSize(2);

    Call call = aliceCalls("bob");
    assertThat(bob.takesCall().headers().all("Route"))
        .containsExactly("<sip:one.example;lr>", "<sip:two.example;lr>");
    call.hangup();
    bob.refuses(486);
  }

  @Test
  @DisplayName("#44 Contact: * removes all bindings")
  void all() {
    registers();
    CompletableFuture<Void> leaving = promised(alice.unregisterAll());
    SipRequest last = server.receive(SipMethod.REGISTER);
    assertThat(last.header("Contact")).contains("*");
    assertThat(last.header("Expires")).contains("0");
    server.answer(last, 200);
    assertThat(leaving).isCompleted();
    assertThat(alice.registration().state()).isEqualTo(RegistrationState.UNREGISTERED);
  }

  @Test
  @DisplayName("#44 Contact: * goes also without a registration of ours")
  void allOfOthers() {
    CompletableFuture<Void> leaving = promised(alice.unregisterAll());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(leaving).isCompleted();
  }

  @Test
  @DisplayName("#46 439: the first hop cannot do outbound, so it goes without")
  void firstHopLacksOutbound() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 439);
    SipRequest plain = server.receive(SipMethod.REGISTER);
    assertThat(plain.header("Contact")).get().asString().doesNotContain("reg-id");
    assertThat(plain.headers().tokens("Supported")).doesNotContain("outbound");
    server.answer(plain, 200);
    Call call = aliceCalls("bob");
    assertThat(bob.takesCall().header("Contact")).get().asString().doesNotContain(";ob");
    call.hangup();
    bob.refuses(486);
  }

  @Test
  @DisplayName("#46 439 again is a refusal")
  void firstHopLacksOutboundForEver() {
    CompletableFuture<Registration> done = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 439);
    server.answer(server.receive(SipMethod.REGISTER), 439);
    assertThat(done).isCompletedExceptionally();
  }

  @Test
  @DisplayName("#46 Flow-Timer: signs of life as often as the server wants")
  void flowTimer() {
    registers("Expires: 600", "Flow-Timer: 20");
    time.advance(Duration.ofSeconds(100));
    assertThat(server.pings()).isBetween(5, 6);
  }

  @Test
  @DisplayName("#56 a redirection of REGISTER is followed, once, over the same connection")
  void redirected() {
    CompletableFuture<Registration> done = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 302, "Contact: <sip:other.example>");
    SipRequest again = server.receive(SipMethod.REGISTER);
    assertThat(again.uri()).hasToString("sip:other.example");
    server.answer(again, 200);
    assertThat(done).isCompleted();
  }

  @Test
  @DisplayName("#56 a redirection does not outlive its connection")
  void redirectedAndCutOff() {
    registers("Expires: 600");
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 302, "Contact: <sip:other.example>");
    assertThat(server.receive(SipMethod.REGISTER).uri()).hasToString("sip:other.example");
    server.drop();
    time.advance(Duration.ofSeconds(2));
    SipRequest again = server.receive(SipMethod.REGISTER);
    assertThat(again.uri()).hasToString("sip:pbx.example");
    server.answer(again, 200);
  }

  @Test
  @DisplayName("#56 a redirection without end is a refusal")
  void redirectedForEver() {
    CompletableFuture<Registration> done = promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 302, "Contact: <sip:other.example>");
    server.answer(server.receive(SipMethod.REGISTER), 302, "Contact: <sip:third.example>");
    assertThat(done).isCompletedExceptionally();
  }

  @Test
  @DisplayName("#53 #54 extra Contact parameters, header fields, registrar and From tag")
  void options() {
    ScriptedServer other = new ScriptedServer(time);
    UA dave =
        other.userAgent(
            UA.builder()
                .server("wss://pbx.example/ws")
                .user("dave")
                .registration(
                    RegistrationOptions.builder()
                        .registrar("sip:registrar.example:5070")
                        .outbound(false)
                        .contactParameter("+sip.ice", "")
                        .contactParameter("expires", "1")
                        .header("X-Device", "7")
                        .fromTagTrail("-desk")
                        .gruuInCalls(GruuUse.NONE)
                        .onConnect(true)
                        .build()));
    promised(dave.start());
    SipRequest register = other.receive(SipMethod.REGISTER);
    assertThat(register.uri()).hasToString("sip:registrar.example:5070");
    assertThat(register.header("Contact"))
        .get()
        .asString()
        .contains(";+sip.ice;", ";expires=600")
        .doesNotContain("reg-id");
    assertThat(register.header("X-Device")).contains("7");
    assertThat(register.from().tag()).get().asString().endsWith("-desk");
    other.answer(register, 200);
    promised(dave.stop());
    other.answer(other.receive(SipMethod.REGISTER), 200);
  }

  /** Calls that do not tell who calls. */
  @Nested
  class Temporary extends UserAgentFlow {
    @Override
    protected UABuilder configure() {
      return super.configure()
          .registration(
              RegistrationOptions.builder()
                  .instanceId(INSTANCE)
                  .gruuInCalls(GruuUse.TEMPORARY)
                  .build());
    }

    @Test
    @DisplayName("#47 calls carry the temporary GRUU when asked")
    void temporaryGruu() {
      promised(alice.register());
      server.answer(
          server.receive(SipMethod.REGISTER),
          200,
          "Contact: <sip:x@h>;+sip.instance=\"<" + INSTANCE + ">\"" + GRUUS);
      Call call = aliceCalls("bob");
      assertThat(bob.takesCall().header("Contact")).get().asString().contains("tgruu.7hs==");
      call.hangup();
      bob.refuses(486);
      promised(alice.unregister());
      server.answer(server.receive(SipMethod.REGISTER), 200);
    }
  }
}
