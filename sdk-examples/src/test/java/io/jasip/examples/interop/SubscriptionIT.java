package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.NotifyEvent;
import io.jasip.RequestFailedException;
import io.jasip.SubscribeOptions;
import io.jasip.Subscription;
import io.jasip.SubscriptionListener;
import io.jasip.SubscriptionState;
import io.jasip.examples.asterisk.AsteriskServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting messages, and whether somebody is on the phone (RFC 3842, RFC 4235, RFC 3856). */
class SubscriptionIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_leaves_a_message_and_the_lamp_of_alice_goes_on(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Reports lamp = new Reports();
      Subscription subscription = lamp.of(alice, "250", "message-summary");
      Softphone.get(subscription.established());
      assertThat(subscription.state()).isEqualTo(SubscriptionState.ACTIVE);
      lamp.await("Messages-Waiting: no");

      Call voicemail = bob.call("9250", 500);
      awaitLog(pbx, "Recording the message");
      await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
      Softphone.get(voicemail.hangup());

      lamp.await("Messages-Waiting: yes");
      lamp.await("Voice-Message: 1/0");
      Softphone.get(subscription.unsubscribe());
      assertThat(pbx.cli("pjsip show subscriptions inbound")).doesNotContain("message-summary");
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_sees_that_bob_is_on_the_phone(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Reports lamp = new Reports();
      Reports presence = new Reports();
      Softphone.get(lamp.of(alice, "251", "dialog").established());
      Softphone.get(presence.of(alice, "251", "presence").established());
      lamp.await("<state>terminated</state>");
      presence.await("<basic>open</basic>");

      Call call = bob.call("9999", 500);
      lamp.await("<state>confirmed</state>");
      presence.await("On the phone");

      lamp.reports.clear();
      Softphone.get(call.hangup());
      lamp.await("<state>terminated</state>");
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void asterisk_refuses_what_it_does_not_report(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      assertThatThrownBy(() -> Softphone.get(alice.ua.subscribe("251", "weather").established()))
          .isInstanceOfSatisfying(
              RequestFailedException.class, failure -> assertThat(failure.status()).isEqualTo(489));
      assertThatThrownBy(() -> Softphone.get(alice.ua.subscribe("7777", "dialog").established()))
          .isInstanceOfSatisfying(
              RequestFailedException.class, failure -> assertThat(failure.status()).isEqualTo(404));
    }
  }

  private static void awaitLog(AsteriskServer pbx, String text) {
    int before = pbx.log().length();
    await().atMost(Duration.ofSeconds(15)).until(() -> pbx.log().substring(before).contains(text));
  }

  /** What the notifier has said. */
  private static final class Reports implements SubscriptionListener {

    private final List<String> reports = new CopyOnWriteArrayList<>();

    Subscription of(Softphone phone, String target, String event) {
      return phone.ua.subscribe(target, event, SubscribeOptions.builder().listener(this).build());
    }

    @Override
    public void onNotify(NotifyEvent event) {
      reports.add(event.body().text());
    }

    void await(String text) {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () -> assertThat(reports).anySatisfy(report -> assertThat(report).contains(text)));
    }
  }
}
