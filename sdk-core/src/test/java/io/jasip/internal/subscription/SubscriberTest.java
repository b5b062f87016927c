package io.jasip.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Cause;
import io.jasip.NotifyEvent;
import io.jasip.RequestFailedException;
import io.jasip.SubscribeOptions;
import io.jasip.Subscription;
import io.jasip.SubscriptionEnd;
import io.jasip.SubscriptionState;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice subscribes, is notified, and unsubscribes (RFC 6665 section 4.1). */
class SubscriberTest extends SubscriptionFlow {

  @Test
  @DisplayName("#122 SUBSCRIBE, 200, NOTIFY, refresh, NOTIFY, unsubscribe, last NOTIFY")
  void fromBeginToEnd() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    assertThat(subscription.state()).isEqualTo(SubscriptionState.SUBSCRIBING);
    SipRequest subscribe = accepts("Expires: 600");
    assertThat(subscribe.header("Event")).contains("presence");
    assertThat(subscribe.header("Expires")).contains("600");
    assertThat(subscribe.header("Accept")).contains("application/pidf+xml");
    assertThat(subscribe.header("Contact")).isPresent();
    assertThat(subscription.established()).as("a 2xx alone is no subscription").isNotDone();

    notifies(subscribe, "Subscription-State: pending;expires=600");
    assertThat(subscription.established()).isCompletedWithValue(subscription);
    notifies(
        subscribe,
        "Subscription-State: active;expires=590",
        "Content-Type: application/pidf+xml",
        "",
        "<presence/>");
    assertThat(subscription.state()).isEqualTo(SubscriptionState.ACTIVE);
    assertThat(subscription.expires()).isEqualTo(Duration.ofSeconds(590));
    assertThat(hears.lines())
        .containsExactly("NOTIFY presence", "PENDING", "NOTIFY presence", "ACTIVE");
    assertThat(hears.all(NotifyEvent.class).get(1).body().mediaType())
        .isEqualTo("application/pidf+xml");

    time.advance(Duration.ofSeconds(531));
    SipRequest refresh = accepts("Expires: 300");
    assertThat(refresh.callId()).isEqualTo(subscribe.callId());
    assertThat(refresh.to().tag()).contains("server");
    assertThat(refresh.uri()).hasToString("sip:server@pbx.example;transport=ws");
    assertThat(refresh.cSeq().number()).isGreaterThan(subscribe.cSeq().number());
    assertThat(subscription.expires()).isEqualTo(Duration.ofSeconds(300));

    subscription.unsubscribe();
    SipRequest leave = accepts("Expires: 0");
    assertThat(leave.header("Expires")).contains("0");
    assertThat(subscription.ended()).isNotDone();
    notifies(subscribe, "Subscription-State: terminated;reason=timeout");
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.UNSUBSCRIBED);
    assertThat(subscription.ended()).isCompletedWithValue(theEnd());
    assertThat(subscription.state()).isEqualTo(SubscriptionState.TERMINATED);
  }

  @Test
  @DisplayName("#122 unsubscribed from a notifier that sends no last NOTIFY, as Asterisk 16")
  void noLastNotify() {
    Subscription subscription = aliceSubscribes(SubscribeOptions.builder());
    SipRequest subscribe = accepts("Expires: 600");
    notifies(subscribe, "Subscription-State: active;expires=600");

    subscription.unsubscribe();
    accepts("Expires: 0");
    assertThat(subscription.ended()).isNotDone();
    time.advance(Duration.ofSeconds(1));
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.UNSUBSCRIBED);
    assertThat(subscription.ended()).isCompletedWithValue(theEnd());
  }

  @Test
  @DisplayName("#122 D-17 the first NOTIFY overtakes the 2xx: answered with 200 and heard")
  void notifyBefore2xx() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    SipRequest subscribe = subscribe();
    notifies(subscribe, "Subscription-State: active;expires=600");
    assertThat(subscription.established()).isCompleted();
    server.answer(subscribe, 200, "Expires: 100");
    assertThat(subscription.expires()).isEqualTo(Duration.ofSeconds(100));
    time.advance(Duration.ofSeconds(90));
    accepts("Expires: 100");
  }

  @Test
  @DisplayName(
      "#122 no NOTIFY within 64*T1 of the SUBSCRIBE (timer N): over, though there was a 2xx")
  void timerN() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    SipRequest subscribe = accepts("Expires: 600");
    time.advance(TIMEOUT);
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.NO_NOTIFY);
    assertThatThrownBy(() -> subscription.established().get())
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            why -> assertThat(why.why()).isEqualTo(Cause.REQUEST_TIMEOUT));
    notifiesAs("server", 481, subscribe, "Subscription-State: active");
  }

  @Test
  @DisplayName("#122 nobody answers the SUBSCRIBE")
  void noAnswer() {
    aliceSubscribes(forTenMinutes());
    subscribe();
    time.advance(TIMEOUT);
    assertThat(theEnd().why()).isIn(SubscriptionEnd.NO_ANSWER, SubscriptionEnd.NO_NOTIFY);
  }

  @Test
  @DisplayName("#122 the SUBSCRIBE is refused")
  void refused() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    server.answer(subscribe(), 489, "Allow-Events: dialog");
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.REFUSED);
    assertThat(theEnd().status()).isEqualTo(489);
    assertThatThrownBy(() -> subscription.established().get())
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, why -> assertThat(why.status()).isEqualTo(489));
  }

  @Test
  @DisplayName("#122 423 with Min-Expires: asked again for that long, once")
  void tooBrief() {
    aliceSubscribes(SubscribeOptions.builder().expires(Duration.ofSeconds(60)));
    server.answer(subscribe(), 423, "Min-Expires: 900");
    SipRequest longer = subscribe();
    assertThat(longer.header("Expires")).contains("900");
    server.answer(longer, 423, "Min-Expires: 900");
    assertThat(theEnd().status()).isEqualTo(423);
  }

  @Test
  @DisplayName("#122 423 for ever, each time with a longer Min-Expires")
  void neverContent() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    for (int minimum = 601; !subscription.ended().isDone() && minimum < 700; minimum++) {
      server.answer(subscribe(), 423, "Min-Expires: " + minimum);
    }
    assertThat(theEnd().status()).isEqualTo(423);
    assertThat(server.unread()).isEmpty();
  }

  @Test
  @DisplayName("#122 the SUBSCRIBE is challenged, and repeated with credentials")
  void challenged() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    server.answer(
        subscribe(), 401, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"1\", algorithm=MD5");
    SipRequest again = accepts("Expires: 600");
    assertThat(again.header("Authorization")).isPresent();
    notifies(again, "Subscription-State: active");
    assertThat(subscription.established()).isCompleted();
    subscription.refresh();
    assertThat(accepts().cSeq().number()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "#122 a NOTIFY about another event: 489; without a state: 400; the subscription stands")
  void badNotify() {
    SipRequest subscribe = established(forTenMinutes());
    dialog.notifies(subscribe, "server", 201, "Event: dialog", "Subscription-State: active");
    assertThat(server.receive(489).header("Allow-Events")).contains("presence");
    dialog.notifies(subscribe, "server", 202, "Event: presence;id=7", "Subscription-State: active");
    server.receive(489);
    dialog.notifies(subscribe, "server", 203, "Subscription-State: active");
    server.receive(489);
    dialog.notifies(subscribe, "server", 204, "Event: presence");
    server.receive(400);
    dialog.notifies(subscribe, "server", 205, "Event: presence", "Subscription-State: active");
    server.receive(200);
    assertThat(hears.lines()).containsExactly("NOTIFY presence");
  }

  @Test
  @DisplayName("#122 a NOTIFY out of order: 500; of an unknown dialog: 481; another method: 405")
  void strayRequests() {
    SipRequest subscribe = established(forTenMinutes());
    dialog.notifies(subscribe, "server", 1, "Event: presence", "Subscription-State: active");
    server.receive(500);
    notifiesAs("somebody", 481, subscribe, "Subscription-State: active");
    assertThat(hears.lines()).isEmpty();
  }

  @Test
  @DisplayName("#122 the subscription with an id hears NOTIFYs with that id")
  void eventId() {
    Subscription subscription = alice.subscribe("bob", "presence;id=a7");
    promised(subscription.established());
    SipRequest subscribe = accepts("Expires: 60");
    assertThat(subscribe.header("Event")).contains("presence;id=a7");
    dialog.notifies(subscribe, "server", 1, "Event: presence;id=a7", "Subscription-State: active");
    server.receive(200);
    assertThat(subscription.event()).isEqualTo("presence");
    assertThat(subscription.established()).isCompleted();
  }

  @Test
  @DisplayName("#122 several phones answer one SUBSCRIBE: only the first, unless forks are wanted")
  void forksAreRefused() {
    SipRequest subscribe = established(forTenMinutes());
    notifiesAs("desk", 481, subscribe, "Subscription-State: active");
    assertThat(hears.lines()).isEmpty();
  }

  @Test
  @DisplayName("#122 several phones answer one SUBSCRIBE: each is a subscription of its own")
  void forks() {
    SipRequest subscribe = established(forTenMinutes().forks(true));
    notifiesAs("desk", 200, subscribe, "Subscription-State: active;expires=600");
    Subscription fork = hears.only(Subscription.class);
    promised(fork.ended());
    assertThat(dialogs()).isEqualTo(2);

    notifiesAs("desk", 200, subscribe, "Subscription-State: terminated;reason=deactivated");
    assertThat(fork.state()).isEqualTo(SubscriptionState.TERMINATED);
    assertThat(fork.ended()).isCompleted();
    assertThat(server.unread()).as("a fork is not made anew").isEmpty();

    time.advance(TIMEOUT);
    notifiesAs("late", 481, subscribe, "Subscription-State: active");
  }

  @Test
  @DisplayName("#122 a fork with a malformed NOTIFY is none")
  void malformedFork() {
    SipRequest subscribe = established(forTenMinutes().forks(true));
    dialog.notifies(subscribe, "desk", 1, "Event: dialog", "Subscription-State: active");
    server.receive(489);
    assertThat(hears.lines()).isEmpty();
    assertThat(dialogs()).isEqualTo(1);
  }

  @Test
  @DisplayName("#122 Expires 0 fetches the state once")
  void fetch() {
    Subscription subscription = aliceSubscribes(SubscribeOptions.builder().expires(Duration.ZERO));
    SipRequest subscribe = accepts("Expires: 0");
    notifies(subscribe, "Subscription-State: terminated;reason=timeout");
    assertThat(subscription.established()).isCompletedWithValue(subscription);
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.UNSUBSCRIBED);
    assertThat(hears.only(NotifyEvent.class).last()).isTrue();
  }

  @Test
  @DisplayName("#122 alice unsubscribes before the first NOTIFY: ended in the dialog that it makes")
  void unsubscribedBeforeNotify() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    SipRequest subscribe = accepts("Expires: 600");
    subscription.unsubscribe();
    assertThat(server.unread()).isEmpty();
    dialog.notifies(subscribe, "server", 1, "Event: presence", "Subscription-State: active");
    assertThat(server.receive(200).cSeq().method()).isEqualTo(SipMethod.NOTIFY);
    assertThat(accepts().header("Expires")).contains("0");
    time.advance(TIMEOUT);
    assertThat(theEnd().why())
        .as("no last NOTIFY: timer N")
        .isEqualTo(SubscriptionEnd.UNSUBSCRIBED);
  }

  @Test
  @DisplayName("#122 stop() unsubscribes")
  void stop() {
    established(forTenMinutes());
    promised(alice.stop());
    assertThat(accepts().header("Expires")).contains("0");
    time.advance(TIMEOUT);
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pre sence", "presence\r\nX: y", "presence;id=1\r\nX: y", ";id=1"})
  void aBadEvent(String event) {
    assertThatThrownBy(() -> alice.subscribe("bob", event))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("#125 a NOTIFY without a subscription, as Asterisk sends for waiting messages")
  void unsolicited() {
    server.request(
        SipMethod.NOTIFY,
        "Event: message-summary",
        "Content-Type: application/simple-message-summary",
        "",
        "Messages-Waiting: yes");
    server.receive(200);
    NotifyEvent event = aliceHears.only(NotifyEvent.class);
    assertThat(event.subscription()).isNull();
    assertThat(event.event()).isEqualTo("message-summary");
    assertThat(event.body().text()).contains("Messages-Waiting");

    server.request(SipMethod.NOTIFY);
    server.receive(400);
  }
}
