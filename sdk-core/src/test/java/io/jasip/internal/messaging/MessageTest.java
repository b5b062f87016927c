package io.jasip.internal.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Cause;
import io.jasip.ListenerHandle;
import io.jasip.MessageEvent;
import io.jasip.RequestFailedException;
import io.jasip.RequestOptions;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.ScriptedServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Instant messages (RFC 3428). */
class MessageTest extends UserAgentFlow {

  @Test
  @DisplayName("#120 alice sends bob a message of plain text")
  void plainText() throws Exception {
    CompletableFuture<SipResponse> sent = promised(alice.sendMessage("bob", "Mahlzeit, grüß dich"));
    SipRequest message = server.receive(SipMethod.MESSAGE);
    assertThat(message.uri()).hasToString("sip:bob@pbx.example");
    assertThat(message.header("Content-Type")).contains("text/plain;charset=UTF-8");
    assertThat(message.bodyText().strip()).isEqualTo("Mahlzeit, grüß dich");
    assertThat(message.header("Contact")).as("RFC 3428 section 4 forbids it").isEmpty();
    assertThat(sent).isNotDone();
    server.answer(message, 202);
    assertThat(sent.get().status()).isEqualTo(202);
  }

  @Test
  @DisplayName("#120 alice sends what a listener of typing shows, with a header field of her own")
  void anyType() {
    String typing = "<isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'/>";
    CompletableFuture<SipResponse> sent =
        promised(
            alice.sendMessage(
                "sip:bob@elsewhere.example",
                SipBody.of("application/im-iscomposing+xml", typing),
                RequestOptions.builder().header("Subject", "lunch").build()));
    SipRequest message = server.receive(SipMethod.MESSAGE);
    assertThat(message.contentType()).isEqualTo("application/im-iscomposing+xml");
    assertThat(message.header("Subject")).contains("lunch");
    server.answer(message, 200);
    assertThat(sent).isCompleted();
  }

  @Test
  @DisplayName("#120 the server challenges the message; alice repeats it with credentials")
  void challenged() {
    CompletableFuture<SipResponse> sent = promised(alice.sendMessage("bob", "hello"));
    SipRequest first = server.receive(SipMethod.MESSAGE);
    server.answer(first, 401, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"1\", algorithm=MD5");
    SipRequest second = server.receive(SipMethod.MESSAGE);
    assertThat(second.header("Authorization")).isPresent();
    assertThat(second.cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(second.bodyText()).isEqualTo(first.bodyText());
    server.answer(second, 200);
    assertThat(sent).isCompleted();
  }

  @Test
  @DisplayName("#120 bob does not exist")
  void refused() {
    CompletableFuture<SipResponse> sent = promised(alice.sendMessage("bob", "hello"));
    server.answer(server.receive(SipMethod.MESSAGE), 404);
    assertThatThrownBy(sent::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            why -> {
              assertThat(why.why()).isEqualTo(Cause.NOT_FOUND);
              assertThat(why.status()).isEqualTo(404);
              assertThat(why)
                  .hasMessageContaining("sip:bob@pbx.example")
                  .hasMessageContaining("404");
            });
  }

  @Test
  @DisplayName("#120 nobody answers a message: REQUEST_TIMEOUT after 64*T1")
  void noAnswer() {
    CompletableFuture<SipResponse> sent = promised(alice.sendMessage("bob", "hello"));
    server.receive(SipMethod.MESSAGE);
    time.advance(TIMEOUT);
    assertThatThrownBy(sent::get)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            why -> assertThat(why.why()).isEqualTo(Cause.REQUEST_TIMEOUT));
  }

  @Test
  @DisplayName("#120 the connection breaks before the answer: CONNECTION_ERROR")
  void connectionLost() {
    CompletableFuture<SipResponse> sent = promised(alice.sendMessage("bob", "hello"));
    server.receive(SipMethod.MESSAGE);
    server.drop();
    assertThatThrownBy(sent::get)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            why -> assertThat(why.why()).isEqualTo(Cause.CONNECTION_ERROR));
  }

  @Test
  @DisplayName("D-21 several messages are under way at once; stop() fails those without an answer")
  void stoppedWhileSending() {
    CompletableFuture<SipResponse> first = promised(alice.sendMessage("bob", "one"));
    CompletableFuture<SipResponse> second = promised(alice.sendMessage("carol", "two"));
    server.receive(SipMethod.MESSAGE);
    SipRequest toCarol = server.receive(SipMethod.MESSAGE);
    CompletableFuture<Void> stopped = promised(alice.stop());
    server.answer(toCarol, 200);
    assertThat(second).isCompleted();
    time.advance(TIMEOUT);
    assertThat(stopped).isCompleted();
    assertThatThrownBy(first::get)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, why -> assertThat(why.why()).isEqualTo(Cause.STOPPED));
  }

  @Test
  void aMessageBeforeStart() {
    UA dave =
        new ScriptedServer(time)
            .userAgent(UA.builder().server("wss://pbx.example/ws").user("dave"));
    assertThatThrownBy(dave.sendMessage("bob", "hello")::get)
        .cause()
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("#120 bob's message comes in, is shown and answered with 200")
  void incoming200() {
    bobSends();
    server.receive(200);
    assertThat(aliceHears.lines()).containsExactly("message of server: hello alice");
    MessageEvent event = aliceHears.only(MessageEvent.class);
    assertThat(event.body().mediaType()).isEqualTo("text/plain");
    assertThat(event).asString().doesNotContain("hello alice");
    event.reject(486);
    assertThat(server.unread()).as("a decision that comes too late").isEmpty();
  }

  @Test
  @DisplayName("#120 the application takes no messages of a type: 415 with Accept")
  void incomingRefused() {
    alice.addListener(
        new UAListener() {
          @Override
          public void onMessage(MessageEvent event) {
            event.reject(415, SipHeaders.builder().add("Accept", "text/html").build());
          }
        });
    bobSends();
    assertThat(server.receive(415).header("Accept")).contains("text/html");
  }

  @Test
  @DisplayName("#120 a listener throws: 500, and the next message is taken")
  void listenerThrows() {
    UAListener bad =
        new UAListener() {
          @Override
          public void onMessage(MessageEvent event) {
            throw new IllegalStateException("as the test wants it");
          }
        };
    ListenerHandle handle = alice.addListener(bad);
    bobSends();
    server.receive(500);
    handle.remove();
    bobSends();
    server.receive(200);
  }

  @Test
  @DisplayName("#120 no listener takes messages: 480")
  void nobodyTakesMessages() {
    ScriptedServer other = new ScriptedServer(time);
    UA dave = other.userAgent(UA.builder().server("wss://pbx.example/ws").user("dave"));
    dave.addListener(new UAListener() {});
    promised(dave.start());
    other.request(SipMethod.MESSAGE, "Content-Type: text/plain", "", "hello");
    other.receive(480);
    assertThat(promised(dave.stop())).isCompleted();
  }

  @Test
  void aRejectionIsARefusal() {
    bobSends();
    server.receive(200);
    MessageEvent event = aliceHears.only(MessageEvent.class);
    assertThatThrownBy(() -> event.reject(200)).isInstanceOf(IllegalArgumentException.class);
  }

  private void bobSends() {
    server.request(SipMethod.MESSAGE, "Content-Type: text/plain", "", "hello alice");
  }
}
