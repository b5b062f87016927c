package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Capabilities;
import io.jasip.Cause;
import io.jasip.MessageEvent;
import io.jasip.RequestFailedException;
import io.jasip.RequestOptions;
import io.jasip.UAListener;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.KamailioServer;
import io.jasip.sip.SipBody;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages outside of calls. Asterisk takes one, answers it and sends one of its own; Kamailio
 * passes on the message and the answer.
 */
class MessageIT {

  private static final String GREETING = "Grüße aus der Küche ☎";

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);
  @RegisterExtension static final KamailioServer proxy = KamailioServer.shared();

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_and_bob_write_to_each_other(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      var atBob = nextMessage(bob, MessageEvent::accept);
      var atAlice = nextMessage(alice, MessageEvent::accept);

      assertThat(Softphone.get(alice.ua.sendMessage("251", GREETING)).status()).isEqualTo(202);
      MessageEvent fromAlice = Softphone.get(atBob);
      assertThat(fromAlice.body().text()).isEqualTo(GREETING);
      assertThat(fromAlice.body().mediaType()).isEqualTo("text/plain");
      assertThat(fromAlice.from().uri().user()).isEqualTo("250");

      Softphone.get(bob.ua.sendMessage("250", "Coming"));
      assertThat(Softphone.get(atAlice).body().text()).isEqualTo("Coming");
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void asterisk_takes_text_only(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      SipBody image = SipBody.of("image/png", new byte[] {1, 2, 3});
      assertThatThrownBy(
              () -> Softphone.get(alice.ua.sendMessage("251", image, RequestOptions.DEFAULT)))
          .isInstanceOfSatisfying(
              RequestFailedException.class, failure -> assertThat(failure.status()).isEqualTo(415));
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_asks_what_asterisk_can_do(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Capabilities asterisk = Softphone.get(alice.ua.options("9999"));
      assertThat(asterisk.allow()).contains("INVITE", "REFER", "MESSAGE", "SUBSCRIBE");
      assertThat(asterisk.supported()).contains("100rel", "timer", "replaces");
      assertThat(asterisk.accept()).contains("application/sdp", "application/dialog-info+xml");
    }
  }

  @Test
  void alice_and_bob_write_to_each_other_through_a_proxy() {
    try (Softphone alice = Softphone.of(proxy, "alice").register();
        Softphone bob = Softphone.of(proxy, "bob").register()) {
      var atBob = nextMessage(bob, MessageEvent::accept);
      SipBody json = SipBody.of("application/json", "{\"mood\":\"" + GREETING + "\"}");
      RequestOptions ticket = RequestOptions.builder().header("X-Ticket", "7").build();

      assertThat(Softphone.get(alice.ua.sendMessage("bob", json, ticket)).status()).isEqualTo(200);
      MessageEvent fromAlice = Softphone.get(atBob);
      assertThat(fromAlice.body()).isEqualTo(json);
      assertThat(fromAlice.request().headers().first("X-Ticket")).hasValue("7");
      assertThat(fromAlice.from().uri().toString()).isEqualTo("sip:alice@jasip.test");

      nextMessage(alice, message -> message.reject(603));
      assertThatThrownBy(() -> Softphone.get(bob.ua.sendMessage("alice", "Hello?")))
          .isInstanceOfSatisfying(
              RequestFailedException.class,
              failure -> {
                assertThat(failure.why()).isEqualTo(Cause.REJECTED);
                assertThat(failure.status()).isEqualTo(603);
              });
    }
  }

  @Test
  void alice_asks_what_bob_can_do() {
    try (Softphone alice = Softphone.of(proxy, "alice").register();
        Softphone bob = Softphone.of(proxy, "bob").register()) {
      Capabilities capabilities = Softphone.get(alice.ua.options("bob"));
      assertThat(capabilities.allow()).contains("INVITE", "MESSAGE");
      assertThat(capabilities.accept()).contains("application/sdp");
      assertThat(bob.received("OPTIONS")).hasSize(1);
    }
  }

  /** Decides about the messages that come and completes with the first. */
  private static CompletableFuture<MessageEvent> nextMessage(
      Softphone phone, Consumer<MessageEvent> decision) {
    CompletableFuture<MessageEvent> next = new CompletableFuture<>();
    phone.ua.addListener(
        new UAListener() {
          @Override
          public void onMessage(MessageEvent event) {
            decision.accept(event);
            next.complete(event);
          }
        });
    return next;
  }
}
