package io.jasip.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Publication;
import io.jasip.PublishOptions;
import io.jasip.RequestFailedException;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice publishes her presence (RFC 3903). */
class PublicationTest extends UserAgentFlow {

  private static final SipBody OPEN = SipBody.of("application/pidf+xml", "<presence>o</presence>");
  private static final SipBody AWAY = SipBody.of("application/pidf+xml", "<presence>a</presence>");

  private SipRequest publish() {
    return server.receive(SipMethod.PUBLISH);
  }

  /** The state is published; the server calls it 1. */
  private Publication published() {
    CompletableFuture<Publication> done = promised(alice.publish("presence", OPEN));
    server.answer(publish(), 200, "SIP-ETag: 1", "Expires: 100");
    Publication publication = done.join();
    promised(publication.ended());
    return publication;
  }

  @Test
  @DisplayName("#124 published, refreshed, modified, removed")
  void fromBeginToEnd() {
    CompletableFuture<Publication> done = promised(alice.publish("presence", OPEN));
    SipRequest first = publish();
    assertThat(first.uri()).hasToString("sip:alice@pbx.example");
    assertThat(first.header("Event")).contains("presence");
    assertThat(first.header("Expires")).contains("3600");
    assertThat(first.header("SIP-If-Match")).isEmpty();
    assertThat(first.bodyText()).contains("<presence>o");
    server.answer(first, 200, "SIP-ETag: 1", "Expires: 100");
    Publication publication = done.join();
    assertThat(publication.expires()).isEqualTo(Duration.ofSeconds(100));

    time.advance(Duration.ofSeconds(90));
    SipRequest refresh = publish();
    assertThat(refresh.header("SIP-If-Match")).contains("1");
    assertThat(refresh.hasBody()).isFalse();
    server.answer(refresh, 200, "SIP-ETag: 2", "Expires: 100");

    CompletableFuture<Void> modified = promised(publication.modify(AWAY));
    SipRequest modify = publish();
    assertThat(modify.header("SIP-If-Match")).contains("2");
    assertThat(modify.bodyText()).contains("<presence>a");
    CompletableFuture<Void> removed = promised(publication.remove());
    assertThat(server.unread()).as("one PUBLISH at a time").isEmpty();
    server.answer(modify, 200, "SIP-ETag: 3", "Expires: 100");
    assertThat(modified).isCompleted();

    SipRequest remove = publish();
    assertThat(remove.header("SIP-If-Match")).contains("3");
    assertThat(remove.header("Expires")).contains("0");
    assertThat(remove.hasBody()).isFalse();
    server.answer(remove, 200, "SIP-ETag: 4", "Expires: 0");
    assertThat(removed).isCompleted();
    assertThat(publication.ended()).isCompleted();
    assertThat(publication.expires()).isZero();
    assertThat(promised(publication.remove())).isCompleted();
    assertThat(promised(publication.modify(OPEN))).isCompletedExceptionally();
  }

  @Test
  @DisplayName("#124 the server has forgotten the state (412): the whole is published anew")
  void forgotten() {
    Publication publication = published();
    time.advance(Duration.ofSeconds(90));
    server.answer(publish(), 412);
    SipRequest again = publish();
    assertThat(again.header("SIP-If-Match")).isEmpty();
    assertThat(again.bodyText()).contains("<presence>o");
    server.answer(again, 200, "SIP-ETag: 9", "Expires: 100");

    CompletableFuture<Void> modified = promised(publication.modify(AWAY));
    server.answer(publish(), 412);
    SipRequest whole = publish();
    assertThat(whole.bodyText()).contains("<presence>a");
    server.answer(whole, 200, "SIP-ETag: 10", "Expires: 100");
    assertThat(modified).isCompleted();

    CompletableFuture<Void> removed = promised(publication.remove());
    server.answer(publish(), 412);
    assertThat(removed).isCompleted();
  }

  @Test
  @DisplayName("#124 423 with Min-Expires: asked again for that long, once")
  void tooBrief() {
    CompletableFuture<Publication> done =
        promised(
            alice.publish(
                "alice",
                "presence",
                OPEN,
                PublishOptions.builder().expires(Duration.ofSeconds(5)).header("X", "y").build()));
    server.answer(publish(), 423, "Min-Expires: 60");
    SipRequest longer = publish();
    assertThat(longer.header("Expires")).contains("60");
    assertThat(longer.header("X")).contains("y");
    server.answer(longer, 423, "Min-Expires: 60");
    assertThatThrownBy(done::get)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, why -> assertThat(why.status()).isEqualTo(423));
  }

  @Test
  @DisplayName("#124 423 for ever, each time with a longer Min-Expires")
  void neverContent() {
    CompletableFuture<Publication> done = promised(alice.publish("presence", OPEN));
    for (int minimum = 5_000; !done.isDone() && minimum < 5_100; minimum++) {
      server.answer(publish(), 423, "Min-Expires: " + minimum);
    }
    assertThat(done).isCompletedExceptionally();
    assertThat(server.unread()).isEmpty();
  }

  @Test
  @DisplayName("#124 the server takes no publications: 489")
  void refused() {
    CompletableFuture<Publication> done = promised(alice.publish("presence", OPEN));
    server.answer(publish(), 489);
    assertThatThrownBy(done::get).hasCauseInstanceOf(RequestFailedException.class);
  }

  @Test
  @DisplayName("#124 a change is refused, and the state before stays and is refreshed")
  void changeRefused() {
    Publication publication = published();
    CompletableFuture<Void> modified = promised(publication.modify(AWAY));
    server.answer(publish(), 415);
    assertThatThrownBy(modified::get).hasCauseInstanceOf(RequestFailedException.class);
    assertThat(publication.ended()).isNotDone();
    time.advance(Duration.ofSeconds(90));
    server.answer(publish(), 200, "SIP-ETag: 2", "Expires: 100");
  }

  @Test
  @DisplayName("#124 a refresh is not answered: the publication is lost, and says so")
  void refreshUnanswered() {
    Publication publication = published();
    time.advance(Duration.ofSeconds(90));
    publish();
    time.advance(TIMEOUT);
    assertThatThrownBy(() -> publication.ended().get())
        .hasCauseInstanceOf(RequestFailedException.class);
  }

  @Test
  @DisplayName("#124 a server that gives no entity tag gets the whole state each time")
  void noEntityTag() {
    CompletableFuture<Publication> done = promised(alice.publish("presence", OPEN));
    server.answer(publish(), 200, "Expires: 100");
    promised(done.join().ended());
    time.advance(Duration.ofSeconds(90));
    SipRequest refresh = publish();
    assertThat(refresh.header("SIP-If-Match")).isEmpty();
    assertThat(refresh.bodyText()).contains("<presence>o");
  }

  @Test
  @DisplayName("#124 stop() removes what is published")
  void stop() {
    Publication publication = published();
    promised(alice.stop());
    SipRequest remove = publish();
    assertThat(remove.header("Expires")).contains("0");
    server.answer(remove, 200);
    assertThat(publication.ended()).isCompleted();
  }

  @Test
  @DisplayName("#124 the connection breaks while a change is under way")
  void connectionLost() {
    Publication publication = published();
    CompletableFuture<Void> modified = promised(publication.modify(AWAY));
    publish();
    server.drop();
    assertThatThrownBy(modified::get).hasCauseInstanceOf(RequestFailedException.class);
    assertThat(publication.ended()).isNotDone();
  }

  @Test
  void whatCannotBePublished() {
    assertThatThrownBy(() -> alice.publish("presence", SipBody.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> alice.publish("pre sence", OPEN))
        .isInstanceOf(IllegalArgumentException.class);
    Publication publication = published();
    assertThatThrownBy(() -> publication.modify(SipBody.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
