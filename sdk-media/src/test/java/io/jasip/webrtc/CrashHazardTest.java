package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.media.IceServer;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.media.MediaState;
import io.jasip.media.SdpType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What ends the process if it is not contained: tables A and D of the hazards in CONTRIBUTING.md.
 */
class CrashHazardTest {

  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();

  @BeforeAll
  static void retain() {
    done(ENGINE.retain());
  }

  @AfterAll
  static void release() {
    done(ENGINE.release());
  }

  @Test
  void printfFormatsOfThePeerAreRefusedAndTheSessionGoesOn() {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      String offer = done(alice.session.createOffer());
      for (String bad :
          List.of(
              offer.replaceFirst("o=.*", "o=%n%n%n%n"),
              offer.replaceFirst("a=candidate:.*", "a=candidate:%s%s%s%s%s%s"),
              offer.replaceFirst("a=mid:.*", "a=mid:%s%n"),
              offer + "%n%n%n%n")) {
        assertThat(failure(bob.session.createAnswer(bad)).reason())
            .isEqualTo(Reason.BAD_DESCRIPTION);
      }
      String answer = done(bob.session.createAnswer(offer));
      String bad = answer.replaceFirst("o=.*", "o=%n%n%n%n");
      assertThat(failure(alice.session.acceptAnswer(SdpType.ANSWER, bad)).reason())
          .isEqualTo(Reason.BAD_DESCRIPTION);
      done(alice.session.acceptAnswer(SdpType.ANSWER, answer));
      bob.awaitTone(440);
    }
  }

  @Test
  void whatOnlyTheNativeParserFindsWrongIsRefusedAndTheSessionGoesOn() {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      String offer = done(alice.session.createOffer());
      for (String bad :
          List.of(
              offer.replaceFirst("o=.*", "o=bad"),
              offer.replaceFirst("a=candidate:.*", "a=candidate:bad"),
              offer.replaceFirst("a=fingerprint:.*", "a=fingerprint:sha-256 ZZ"),
              offer.replaceFirst("a=ice-ufrag:.*", "a=ice-ufrag:"),
              offer.replaceFirst("m=audio (\\d+)", "m=audio 99999999"))) {
        assertThat(failure(bob.session.createAnswer(bad)).reason())
            .isEqualTo(Reason.BAD_DESCRIPTION);
      }
      alice.call(bob, offer);
      bob.awaitTone(440);
    }
  }

  @Test
  void anIceServerThatTheEngineRefusesFailsTheSessionAndNotTheProcess() {
    for (IceServer bad :
        List.of(
            IceServer.turn("turn:127.0.0.1:3478", "x".repeat(510), "secret"), // one too long
            IceServer.turn("turns:127.0.0.1:3478", "x".repeat(100_000), "secret"))) {
      try (Party alice = Party.join(ENGINE, "alice", bad)) {
        MediaException refused = failure(alice.session.createOffer());
        assertThat(refused.reason()).isIn(Reason.BAD_OPTION, Reason.NEGOTIATION);
        assertThat(refused).hasMessageContaining("TURN");
        assertThat(failure(alice.session.stats())).hasMessage(refused.getMessage());
      }
    }
  }

  @Test
  void oddButWellFormedIceServersDoNotEndTheProcess() {
    for (IceServer odd :
        List.of(
            IceServer.stun("stun:[::::]:3478"),
            IceServer.stun("stun:-:1"),
            IceServer.stun("stun:" + "a".repeat(4000)),
            IceServer.turn("turn:127.0.0.1:9?transport=tcp", "%s%n", "%n%s"),
            IceServer.turn("turns:127.0.0.1:9", "x".repeat(100_000), "y"))) {
      try (Party alice = Party.join(ENGINE, "alice", odd)) {
        CompletableFuture<String> offer = alice.session.createOffer();
        await().atMost(PATIENCE).until(offer::isDone);
        if (offer.isCompletedExceptionally()) {
          failure(offer);
        } else {
          assertThat(done(offer)).contains(" typ host");
        }
      }
    }
  }

  @Test
  void aSourceThatThrowsSendsSilenceAndASinkThatThrowsLosesItsFrames() {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger written = new AtomicInteger();
    AudioOptions.Builder throwing =
        AudioOptions.builder()
            .source(
                frame -> {
                  if (read.incrementAndGet() < 50) {
                    throw new IllegalStateException("a fault of the application");
                  }
                  return AudioSource.silence().read(frame);
                });
    try (Party alice = Party.join(ENGINE, "alice", throwing);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      alice.call(bob);
      await().atMost(PATIENCE).until(() -> read.get() > 100);
      alice.awaitTone(1000);
    }
    WebRtcMedia deaf =
        WebRtcMedia.builder()
            .source(() -> AudioSource.tone(440, 0.5))
            .sink(
                () ->
                    frame -> {
                      written.incrementAndGet();
                      throw new StackOverflowError("a fault of the application");
                    })
            .build();
    done(deaf.retain());
    try (Party bob = Party.join(ENGINE, "bob", 1000)) {
      MediaSession alice =
          deaf.createSession(
              new MediaSessionConfig("alice", List.of(), null), new MediaListener() {});
      String answer = done(bob.session.createAnswer(done(alice.createOffer())));
      done(alice.acceptAnswer(SdpType.ANSWER, answer));
      bob.awaitTone(440);
      await().atMost(PATIENCE).until(() -> written.get() > 50);
    } finally {
      done(deaf.release());
    }
  }

  @Test
  void aListenerThatThrowsHearsTheRest() {
    List<MediaState> heard = new ArrayList<>();
    CountDownLatch connected = new CountDownLatch(1);
    CountDownLatch audio = new CountDownLatch(1);
    MediaListener throwing =
        new MediaListener() {
          @Override
          public void onState(MediaState state) {
            heard.add(state);
            if (state == MediaState.CONNECTED) {
              connected.countDown();
            }
            throw new AssertionError("a fault of the application");
          }

          @Override
          public void onFirstAudio() {
            audio.countDown();
            throw new IllegalStateException("a fault of the application");
          }
        };
    MediaSession alice =
        ENGINE.createSession(new MediaSessionConfig("alice", List.of(), null), throwing);
    try (Party bob = Party.join(ENGINE, "bob", 1000)) {
      String answer = done(bob.session.createAnswer(done(alice.createOffer())));
      done(alice.acceptAnswer(SdpType.ANSWER, answer));
      await().atMost(PATIENCE).until(() -> connected.getCount() == 0 && audio.getCount() == 0);
    }
    done(alice.close());
    assertThat(heard).endsWith(MediaState.CLOSED).contains(MediaState.CONNECTED);
  }

  @Test
  void optionsOfAnotherEngineAreRefusedByName() {
    record OtherOptions() implements io.jasip.media.MediaOptions {}
    MediaSession session =
        ENGINE.createSession(
            new MediaSessionConfig("alice", List.of(), new OtherOptions()), new MediaListener() {});
    MediaException refused = failure(session.createOffer());
    assertThat(refused.reason()).isEqualTo(Reason.BAD_OPTION);
    assertThat(refused).hasMessageContaining("OtherOptions");
    done(session.close());
  }
}
