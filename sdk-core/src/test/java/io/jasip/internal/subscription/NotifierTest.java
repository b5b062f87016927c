package io.jasip.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.IncomingSubscription;
import io.jasip.IncomingSubscriptionListener;
import io.jasip.ListenerHandle;
import io.jasip.RequestFailedException;
import io.jasip.SubscriptionEnd;
import io.jasip.SubscriptionState;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.ScriptedDialog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bob subscribes to alice's presence (RFC 6665 section 4.2). */
class NotifierTest extends UserAgentFlow {

  private static final SipBody OPEN = SipBody.of("application/pidf+xml", "<presence/>");
  private static final SipBody AWAY = SipBody.of("application/pidf+xml", "<presence>a</presence>");

  private final ScriptedDialog dialog = new ScriptedDialog(server);
  private final List<IncomingSubscription> seen = new ArrayList<>();

  private ListenerHandle aliceServes(IncomingSubscriptionListener listener) {
    return alice.serve(
        "presence",
        subscription -> {
          seen.add(subscription);
          promised(subscription.ended());
          listener.onSubscribe(subscription);
        });
  }

  private SipRequest bobSubscribes(String... lines) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "Event: presence",
                "Accept: Application/PIDF+xml;q=1",
                "Contact: <sip:bob@pbx.example;transport=ws>"));
    all.addAll(List.of(lines));
    return server.request(SipMethod.SUBSCRIBE, all.toArray(new String[0]));
  }

  private void bobSubscribesAgain(SipResponse accepted, long number, String... lines) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "To: " + accepted.header("To").orElse(""),
                "From: " + accepted.header("From").orElse(""),
                "Call-ID: " + accepted.callId(),
                "CSeq: " + number + " SUBSCRIBE",
                "Event: presence"));
    all.addAll(List.of(lines));
    dialog.request(SipMethod.SUBSCRIBE, all.toArray(new String[0]));
  }

  private SipRequest notified(String state) {
    SipRequest notify = server.receive(SipMethod.NOTIFY);
    assertThat(notify.header("Subscription-State")).contains(state);
    server.answer(notify, 200);
    return notify;
  }

  @Test
  @DisplayName("#123 SUBSCRIBE, 200, NOTIFY; a change; a refresh; an unsubscribe")
  void fromBeginToEnd() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes("Expires: 600");
    SipResponse accepted = server.receive(200);
    assertThat(accepted.header("Expires")).contains("600");
    assertThat(accepted.header("Contact")).isPresent();
    SipRequest first = notified("active;expires=600");
    assertThat(first.uri()).hasToString("sip:bob@pbx.example;transport=ws");
    assertThat(first.header("Event")).contains("presence");
    assertThat(first.contentType()).isEqualTo("application/pidf+xml");
    IncomingSubscription subscription = seen.get(0);
    assertThat(subscription.accept()).containsExactly("application/pidf+xml");
    assertThat(subscription.state()).isEqualTo(SubscriptionState.ACTIVE);

    time.advance(Duration.ofSeconds(100));
    CompletableFuture<Void> told = promised(subscription.notify(AWAY));
    assertThat(told).isNotDone();
    SipRequest second = notified("active;expires=500");
    assertThat(second.cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(told).isCompleted();

    bobSubscribesAgain(accepted, 2, "Expires: 300");
    assertThat(server.receive(200).header("Expires")).contains("300");
    assertThat(notified("active;expires=300").bodyText()).contains("<presence>a</presence>");

    bobSubscribesAgain(accepted, 3, "Expires: 0");
    server.receive(200);
    notified("terminated;reason=timeout");
    assertThat(subscription.ended()).isCompletedWithValue(SubscriptionEnd.UNSUBSCRIBED);
    assertThat(promised(subscription.notify(OPEN))).isCompletedExceptionally();
    bobSubscribesAgain(accepted, 4, "Expires: 300");
    server.receive(481);
  }

  @Test
  @DisplayName("#123 what the application asks after the stop is refused, and hangs on nothing")
  void afterTheStop() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes("Expires: 600");
    server.receive(200);
    notified("active;expires=600");
    promised(alice.stop());
    notified("terminated;reason=deactivated");
    time.shutDown();
    assertThat(seen.get(0).notify(AWAY)).isCompletedExceptionally();
    assertThat(seen.get(0).end(SubscriptionEnd.DEACTIVATED, Duration.ZERO)).isCompleted();
  }

  @Test
  @DisplayName("#123 the decision takes time: pending, and then active")
  void pendingThenActive() {
    aliceServes(subscription -> {});
    bobSubscribes("Expires: 600");
    server.receive(200);
    assertThat(notified("pending;expires=600").hasBody()).isFalse();
    assertThat(promised(seen.get(0).notify(OPEN))).isCompletedExceptionally();
    seen.get(0).accept(OPEN);
    assertThat(notified("active;expires=600").hasBody()).isTrue();
    assertThat(promised(seen.get(0).end(SubscriptionEnd.PROBATION, Duration.ofSeconds(9))))
        .isNotDone();
    notified("terminated;reason=probation;retry-after=9");
    assertThat(seen.get(0).ended()).isCompletedWithValue(SubscriptionEnd.PROBATION);
  }

  @Test
  @DisplayName("#123 the decision takes time: pending, and then rejected")
  void pendingThenRejected() {
    aliceServes(subscription -> {});
    bobSubscribes();
    assertThat(server.receive(200).header("Expires")).contains("3600");
    notified("pending;expires=3600");
    seen.get(0).reject(403, SipHeaders.NONE);
    notified("terminated;reason=rejected");
    assertThat(seen.get(0).ended()).isCompletedWithValue(SubscriptionEnd.REJECTED);
  }

  @Test
  @DisplayName("#123 refused at once; a listener that throws: 500")
  void refused() {
    ListenerHandle refuses = aliceServes(subscription -> subscription.reject(403, SipHeaders.NONE));
    bobSubscribes();
    server.receive(403);
    refuses.remove();
    aliceServes(
        subscription -> {
          throw new IllegalStateException("as the test wants it");
        });
    bobSubscribes();
    server.receive(500);
  }

  @Test
  @DisplayName("#123 an event package that nobody serves: 489 with Allow-Events")
  void badEvent() {
    server.request(SipMethod.SUBSCRIBE, "Event: presence");
    assertThat(server.receive(489).header("Allow-Events")).isEmpty();
    aliceServes(subscription -> {});
    server.request(SipMethod.SUBSCRIBE, "Event: dialog");
    assertThat(server.receive(489).header("Allow-Events")).contains("presence");
    server.request(SipMethod.SUBSCRIBE);
    server.receive(489);
    server.request(SipMethod.OPTIONS);
    assertThat(server.receive(200).header("Allow-Events")).contains("presence");
    assertThatThrownBy(() -> aliceServes(subscription -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("presence");
  }

  @Test
  @DisplayName("#123 too short: 423 with Min-Expires; too long is cut to an hour")
  void tooBrief() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes("Expires: 59");
    assertThat(server.receive(423).header("Min-Expires")).contains("60");
    bobSubscribes("Expires: 86400");
    SipResponse accepted = server.receive(200);
    assertThat(accepted.header("Expires")).contains("3600");
    notified("active;expires=3600");
    bobSubscribesAgain(accepted, 2, "Expires: 1");
    server.receive(423);
    bobSubscribesAgain(accepted, 1, "Expires: 100");
    server.receive(500);
  }

  @Test
  @DisplayName("#123 Expires 0 fetches the state once")
  void fetch() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes("Expires: 0");
    server.receive(200);
    assertThat(notified("terminated;reason=timeout").hasBody()).isTrue();
    assertThat(seen.get(0).ended()).isCompletedWithValue(SubscriptionEnd.UNSUBSCRIBED);
  }

  @Test
  @DisplayName("#123 it is not refreshed: a last NOTIFY of reason timeout")
  void expires() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes("Expires: 60");
    server.receive(200);
    notified("active;expires=60");
    time.advance(Duration.ofSeconds(60));
    notified("terminated;reason=timeout");
    assertThat(seen.get(0).ended()).isCompletedWithValue(SubscriptionEnd.TIMEOUT);
  }

  @Test
  @DisplayName("#123 bob has forgotten the subscription: 481 to NOTIFY ends it, 500 does not")
  void notifyRefused() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes();
    server.receive(200);
    server.answer(server.receive(SipMethod.NOTIFY), 500);
    assertThat(seen.get(0).state()).isEqualTo(SubscriptionState.ACTIVE);
    CompletableFuture<Void> told = promised(seen.get(0).notify(AWAY));
    server.answer(server.receive(SipMethod.NOTIFY), 481);
    assertThatThrownBy(told::get).hasCauseInstanceOf(RequestFailedException.class);
    assertThat(seen.get(0).ended()).isCompletedWithValue(SubscriptionEnd.REFUSED);
  }

  @Test
  @DisplayName("#123 NOTIFY is not answered: the subscription is over")
  void notifyUnanswered() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes();
    server.receive(200);
    server.receive(SipMethod.NOTIFY);
    time.advance(TIMEOUT);
    assertThat(seen.get(0).ended()).isCompletedWithValue(SubscriptionEnd.NO_ANSWER);
  }

  @Test
  @DisplayName("#123 stop() ends what there is, and refuses what is undecided")
  void stop() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes();
    server.receive(200);
    notified("active;expires=3600");
    promised(alice.stop());
    notified("terminated;reason=deactivated");
    assertThat(seen.get(0).ended()).isCompletedWithValue(SubscriptionEnd.STOPPED);
  }

  @Test
  @DisplayName("#123 the connection breaks: over, for bob can no longer be told")
  void connectionLost() {
    aliceServes(subscription -> subscription.accept(OPEN));
    bobSubscribes();
    server.receive(200);
    notified("active;expires=3600");
    server.drop();
    assertThat(seen.get(0).ended()).isCompletedWithValue(SubscriptionEnd.CONNECTION_ERROR);
  }
}
