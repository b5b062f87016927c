package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallPolicy;
import io.jasip.CallState;
import io.jasip.UABuilder;
import io.jasip.sip.CoreHeaders;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.Via;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every user agent does, whatever the call (RFC 3261 section 8). */
class UserAgentRowsTest extends UserAgentFlow {

  @Override
  protected UABuilder configure() {
    return super.configure()
        .userAgent("Phone/1")
        .header("X-Site", "7")
        .calls(CallPolicy.builder().maxCalls(1).build());
  }

  /** Bob's call is answered, and hung up. */
  private Call talking() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    bob.receives(200);
    bob.acknowledges();
    return call;
  }

  private void hangUp() {
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  @DisplayName("#19 a user agent that was stopped starts again, as somebody new to the server")
  void restart() {
    promised(alice.register());
    SipRequest before = server.receive(SipMethod.REGISTER);
    server.answer(before, 200);
    CompletableFuture<Void> stopping = promised(alice.stop());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(stopping).isCompleted();
    assertThat(aliceStarts()).isCompleted();
    promised(alice.register());
    SipRequest after = server.receive(SipMethod.REGISTER);
    assertThat(after.callId()).isNotEqualTo(before.callId());
    server.answer(after, 200);
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  @DisplayName("#23 #24 every request and response says by whom it was made, and what the app adds")
  void headersOfEverything() {
    talking();
    hangUp();
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.answers();
    server.receive(SipMethod.ACK);
    call.hangup();
    server.answer(server.receive(SipMethod.BYE), 200);
    assertThat(server.sent())
        .hasSizeGreaterThan(4)
        .allSatisfy(
            message -> {
              String name = message instanceof SipRequest ? "User-Agent" : "Server";
              assertThat(message.headers().all(name)).containsExactly("Phone/1");
              assertThat(message.headers().all("X-Site")).containsExactly("7");
            });
  }

  @Test
  @DisplayName("#22 header fields and display name change while a call goes on")
  void changedAtRunTime() {
    Call call = talking();
    alice.setHeaders(SipHeaders.builder().add("X-Site", "8").build());
    alice.setDisplayName("Alice L.");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    hangUp();
    SipMessage last = server.sent().get(server.sent().size() - 1);
    assertThat(last.headers().all("X-Site")).containsExactly("8");

    Call next = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    assertThat(invite.from().displayName()).isEqualTo("Alice L.");
    next.hangup();
    bob.refuses(486);
    assertThat(alice.config().account().displayName()).isEqualTo("Alice L.");
  }

  @Test
  @DisplayName("#26 more calls than the limit are refused with 486")
  void limit() {
    talking();
    carol.calls();
    carol.receives(486);
    carol.acknowledgesRefusal();
    hangUp();
  }

  @Test
  @DisplayName("#27 a request of ours that comes back to us is a loop: 482")
  void loop() {
    Call call = aliceCalls("alice");
    SipRequest invite = bob.takesCall();
    server.send(returned(invite));
    server.receive(482);
    call.hangup();
    bob.refuses(486);
  }

  private static SipRequest returned(SipRequest invite) {
    Via edge = new Via("WSS", "edge.example", SipParameters.NONE.with("branch", "z9hG4bKedge"));
    SipHeaders.Builder headers = invite.headers().toBuilder().set("Via", edge.toString());
    return new SipRequest(
        invite.method(),
        invite.uri(),
        new CoreHeaders(List.of(edge), invite.from(), invite.to(), invite.callId(), invite.cSeq()),
        headers.build(),
        invite.body());
  }

  @Test
  @DisplayName("#28 a request that came by two ways is taken once: 482 (RFC 3261 section 8.2.2.2)")
  void merged() {
    SipRequest invite = bob.calls();
    bob.receives(180);
    Call call = incoming();
    server.send(returned(invite));
    server.receive(482);
    promised(call.reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("#30 Require with an extension that we lack: 420 with Unsupported")
  void badExtension() {
    server.request(SipMethod.OPTIONS, "Require: levitation, 100rel");
    assertThat(server.receive(420).header("Unsupported")).contains("levitation");
  }

  @Test
  @DisplayName("#31 a method that we do not take: 405 with Allow")
  void methodNotAllowed() {
    server.request(new SipMethod("LEVITATE"));
    assertThat(server.receive(405).headers().tokens("Allow")).contains("INVITE", "OPTIONS");
  }

  @Test
  @DisplayName("#29 a request for somebody else: 404")
  void notFound() {
    server.requestTo("sip:mallory@pbx.example", SipMethod.OPTIONS);
    server.receive(404);
  }
}
