package io.jasip.examples.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallFailedException;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.Cause;
import io.jasip.MediaStateEvent;
import io.jasip.Originator;
import io.jasip.RegistrationFailedException;
import io.jasip.UA;
import io.jasip.examples.audio.ToneMeter;
import io.jasip.media.MediaState;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A softphone and the PBX in one process. */
class EchoPbxTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final WebRtcMedia media = WebRtcMedia.headless();
  private EchoPbx pbx = EchoPbx.start(media, Map.of("alice", "wonderland")).join();
  private UA alice = phone("wonderland");

  private UA phone(String password) {
    return UA.builder()
        .server(pbx.url())
        .tls(TlsConfig.trusting(List.of(pbx.certificate())))
        .user("alice")
        .password(password)
        .media(media)
        .build();
  }

  @AfterEach
  void stop() {
    alice.stop().join();
    pbx.stop().join();
  }

  @Test
  void alice_registers_and_unregisters() {
    alice.start().thenCompose(started -> alice.register()).join();
    assertThat(pbx.registrations().join()).isEqualTo(1);

    alice.unregister().join();
    assertThat(pbx.registrations().join()).isZero();
  }

  @Test
  void a_lost_connection_ends_the_registration() {
    alice.start().thenCompose(started -> alice.register()).join();

    alice.stop().join();

    await().atMost(PATIENCE).until(() -> pbx.registrations().join() == 0);
  }

  @Test
  void a_wrong_password_is_forbidden() {
    UA mallory = phone("guess");
    assertThatThrownBy(() -> mallory.start().thenCompose(started -> mallory.register()).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RegistrationFailedException.class,
            failure -> assertThat(failure.status()).isEqualTo(403));
    mallory.stop().join();
  }

  @Test
  void a_nonce_that_is_too_old_is_replaced() {
    pbx.stop().join();
    pbx = EchoPbx.start(media, Map.of("alice", "wonderland"), Duration.ofMillis(500)).join();
    alice = phone("wonderland");
    alice.start().thenCompose(started -> alice.register()).join();
    await("the nonce to grow old").pollDelay(Duration.ofMillis(600)).until(() -> true);

    alice.unregister().join();
    alice.register().join();

    assertThat(pbx.registrations().join()).isEqualTo(1);
  }

  @Test
  void alice_hears_herself() {
    ToneMeter ears = new ToneMeter();
    alice.start().join();
    Call call =
        alice.call(
            EchoPbx.ECHO,
            CallOptions.builder()
                .media(AudioOptions.builder().source(AudioSource.tone(660, 0.5)).sink(ears).build())
                .build());
    call.answered().join();

    await().atMost(PATIENCE).until(() -> ears.windowsWith(660) >= 5);
    call.hangup().join();
  }

  @Test
  void another_number_does_not_exist() {
    alice.start().join();

    assertThatThrownBy(() -> alice.call("4711").answered().join())
        .cause()
        .isInstanceOfSatisfying(
            CallFailedException.class,
            failure -> assertThat(failure.why()).isEqualTo(Cause.NOT_FOUND));
  }

  @Test
  void the_pbx_hangs_up() {
    alice.start().join();
    CompletableFuture<Void> sound = new CompletableFuture<>();
    CallListener listener =
        new CallListener() {
          @Override
          public void onMediaState(MediaStateEvent event) {
            if (event.state() == MediaState.CONNECTED) {
              sound.complete(null);
            }
          }
        };
    // It listens from the beginning: one that is added to the call may come too late.
    Call call = alice.call(EchoPbx.ECHO, CallOptions.builder().listener(listener).build());
    sound.join();

    pbx.hangupAll().join();

    CallEndedEvent end = call.ended().join();
    assertThat(end.cause()).isEqualTo(Cause.BYE);
    assertThat(end.originator()).isEqualTo(Originator.REMOTE);
  }
}
