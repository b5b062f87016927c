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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting messages, and whether somebody is on the phone (RFC 3842, RFC 4235, RFC 3856). */
class SubscriptionIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** 8000 Hz, 16 bits. */
  private static final int BYTES_PER_SECOND = 16_000;

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
      await("a message that is longer than minsecs of voicemail.conf")
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(UncheckedIOException.class) // files come and go
          .until(() -> bytesOfMessages(pbx) > 2 * BYTES_PER_SECOND);
      Softphone.get(voicemail.hangup());

      lamp.await("Messages-Waiting: yes");
      lamp.await("Voice-Message: 1/0");
      Softphone.get(subscription.unsubscribe());
      // Asterisk forgets it when its last NOTIFY was answered.
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(pbx.cli("pjsip show subscriptions inbound"))
                      .doesNotContain("message-summary"));
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

  /** How long the recordings of 250's callers are; one that is being made counts too. */
  private static long bytesOfMessages(AsteriskServer pbx) {
    Path box = pbx.spool().resolve("voicemail/default/250");
    try (Stream<Path> files = Files.exists(box) ? Files.walk(box) : Stream.empty()) {
      return files
          .filter(file -> file.toString().endsWith(".wav"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(reports).anySatisfy(report -> assertThat(report).contains(text)));
    }
  }
}
