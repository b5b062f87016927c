package io.jasip.internal.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Subscription;
import io.jasip.SubscriptionEnd;
import io.jasip.SubscriptionState;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions that are made anew, or not (RFC 6665 sections 4.1.2.2 and 4.1.3). */
class ResubscriptionTest extends SubscriptionFlow {

  @ParameterizedTest(name = "#122 terminated;{0}: a new SUBSCRIBE after {1} s")
  @CsvSource({
    "reason=deactivated, 0",
    "reason=deactivated;retry-after=30, 0",
    "reason=timeout, 0",
    "reason=probation, 60",
    "reason=probation;retry-after=30, 30",
    "reason=giveup;retry-after=30, 30",
    "reason=giveup, 60",
    "reason=whatever;retry-after=30, 30",
    "expires=7, 0",
  })
  void madeAnew(String parameters, int seconds) {
    SipRequest subscribe = established(forTenMinutes());
    time.advance(RetryRules.SUCCESS);
    notifies(subscribe, "Subscription-State: terminated;" + parameters);
    if (seconds > 0) {
      time.advance(Duration.ofSeconds(seconds - 1));
      assertThat(server.unread()).isEmpty();
      time.advance(Duration.ofSeconds(1));
    } else {
      time.advance(Duration.ZERO);
    }
    SipRequest again = accepts("Expires: 600");
    assertThat(again.callId()).isNotEqualTo(subscribe.callId());
    assertThat(again.from().tag()).isNotEqualTo(subscribe.from().tag());
    assertThat(again.to().tag()).isEmpty();
    notifies(again, "Subscription-State: active");
    assertThat(hears.lines())
        .containsExactly(
            "NOTIFY presence, the last", "WAITING", "SUBSCRIBING", "NOTIFY presence", "ACTIVE");
  }

  @ParameterizedTest(name = "#122 terminated;reason={0}: over for good")
  @ValueSource(strings = {"rejected", "noresource", "invariant"})
  void notMadeAnew(String reason) {
    SipRequest subscribe = established(forTenMinutes());
    notifies(subscribe, "Subscription-State: terminated;retry-after=5;reason=" + reason);
    time.advance(Duration.ofMinutes(5));
    assertThat(theEnd().why()).hasToString(reason.toUpperCase(java.util.Locale.ROOT));
    assertThat(theEnd().retryAfter()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("#122 the application does not want it made anew: over for good")
  void notWanted() {
    SipRequest subscribe = established(forTenMinutes().resubscribes(false));
    notifies(subscribe, "Subscription-State: terminated;reason=deactivated");
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.DEACTIVATED);
  }

  @Test
  @DisplayName("#122 the notifier has forgotten it (481 to a refresh): a new subscription")
  void forgotten() {
    SipRequest subscribe = established(forTenMinutes());
    time.advance(Duration.ofSeconds(540));
    server.answer(subscribe(), 481);
    time.advance(Duration.ZERO);
    SipRequest again = accepts("Expires: 600");
    assertThat(again.callId()).isNotEqualTo(subscribe.callId());
    notifies(again, "Subscription-State: active");
  }

  @Test
  @DisplayName("#122 a refresh is refused with 404: over for good")
  void gone() {
    established(forTenMinutes());
    time.advance(Duration.ofSeconds(540));
    server.answer(subscribe(), 404);
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.REFUSED);
  }

  @Test
  @DisplayName("#122 a refresh meets 500: it stands, is tried again, and expires at its time")
  void refreshFails() {
    established(forTenMinutes());
    time.advance(Duration.ofSeconds(540));
    server.answer(subscribe(), 500);
    assertThat(hears.lines()).isEmpty();
    time.advance(Duration.ofSeconds(54));
    server.answer(subscribe(), 500);
    time.advance(Duration.ofSeconds(3));
    server.answer(subscribe(), 500);
    time.advance(Duration.ofSeconds(2));
    server.answer(subscribe(), 500);
    time.advance(Duration.ofSeconds(1));
    assertThat(hears.lines()).containsExactly("WAITING", "SUBSCRIBING");
    notifies(accepts("Expires: 600"), "Subscription-State: active");
  }

  @Test
  @DisplayName("#122 a refresh meets 423: asked again in the dialog for longer")
  void refreshTooBrief() {
    established(forTenMinutes());
    time.advance(Duration.ofSeconds(540));
    SipRequest refresh = subscribe();
    server.answer(refresh, 423, "Min-Expires: 1200");
    SipRequest longer = accepts("Expires: 1200");
    assertThat(longer.callId()).isEqualTo(refresh.callId());
    assertThat(longer.header("Expires")).contains("1200");
  }

  @Test
  @DisplayName("#122 a notifier that ends it again and again is asked less and less often")
  void backsOff() {
    SipRequest subscribe = established(forTenMinutes());
    int[] pauses = {0, 2, 4, 8};
    for (int pause : pauses) {
      notifies(subscribe, "Subscription-State: terminated;reason=deactivated");
      if (pause > 0) {
        time.advance(Duration.ofSeconds(pause).minusMillis(1));
        assertThat(server.unread()).isEmpty();
      }
      time.advance(Duration.ofMillis(1));
      subscribe = accepts("Expires: 600");
      notifies(subscribe, "Subscription-State: active");
    }
  }

  @Test
  @DisplayName("#122 made anew, it is refused with 503: tried again when Retry-After says so")
  void refusedAnew() {
    SipRequest subscribe = established(forTenMinutes());
    notifies(subscribe, "Subscription-State: terminated;reason=deactivated");
    time.advance(Duration.ZERO);
    server.answer(subscribe(), 503, "Retry-After: 40 (restarting)");
    time.advance(Duration.ofSeconds(39));
    assertThat(server.unread()).isEmpty();
    time.advance(Duration.ofSeconds(1));
    server.answer(subscribe(), 403);
    assertThat(theEnd().status()).isEqualTo(403);
  }

  @Test
  @DisplayName("#122 unsubscribed while waiting: nothing is sent")
  void unsubscribedWhileWaiting() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    SipRequest subscribe = accepts("Expires: 600");
    notifies(subscribe, "Subscription-State: active");
    notifies(subscribe, "Subscription-State: terminated;reason=probation");
    assertThat(subscription.state()).isEqualTo(SubscriptionState.WAITING);
    assertThat(subscription.unsubscribe()).isCompleted();
    time.advance(Duration.ofMinutes(2));
  }

  @Test
  @DisplayName("#122 the connection breaks: waiting for the next, and over when alice stops")
  void connectionLost() {
    Subscription subscription = aliceSubscribes(forTenMinutes());
    notifies(accepts("Expires: 600"), "Subscription-State: active");
    server.drop();
    assertThat(subscription.state()).isEqualTo(SubscriptionState.WAITING);
    promised(alice.stop());
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.STOPPED);
  }

  @Test
  @DisplayName("#122 the connection breaks before the first NOTIFY: failed")
  void connectionLostAtOnce() {
    aliceSubscribes(forTenMinutes());
    subscribe();
    server.drop();
    assertThat(theEnd().why()).isEqualTo(SubscriptionEnd.CONNECTION_ERROR);
  }
}
