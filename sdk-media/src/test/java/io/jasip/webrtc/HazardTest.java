package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.media.IceServer;
import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.media.MediaState;
import io.jasip.media.SdpType;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the native library does not survive by itself: without its containment, each of these tests
 * ends the JVM or hangs.
 */
class HazardTest {

  private static final Duration TONE = Duration.ofMillis(100);
  private static final Duration GAP = Duration.ofMillis(70);
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
  void everyOperationAfterTheEndFailsWithTheReasonClosed() {
    Party alice = Party.join(ENGINE, "alice");
    Party bob = Party.join(ENGINE, "bob");
    alice.call(bob);
    String offer = done(alice.session.createOffer());
    alice.close();
    for (CompletableFuture<?> late : everyOperation(alice.session, offer)) {
      assertThat(failure(late).reason()).isEqualTo(Reason.CLOSED);
    }
    alice.close();
    bob.close();
  }

  private static List<CompletableFuture<?>> everyOperation(MediaSession session, String sdp) {
    return List.of(
        session.createOffer(),
        session.createAnswer(sdp),
        session.acceptAnswer(SdpType.ANSWER, sdp),
        session.rollback(),
        session.setDirection(MediaDirection.INACTIVE),
        session.setMuted(true),
        session.sendDtmf("1", TONE, GAP),
        session.stats());
  }

  @Test
  void manyThreadsMayCloseAtOnce() throws Exception {
    Party alice = Party.join(ENGINE, "alice", 440);
    Party bob = Party.join(ENGINE, "bob", 1000);
    alice.call(bob);
    CyclicBarrier start = new CyclicBarrier(8);
    ExecutorService closers = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> closing = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Party one = i % 2 == 0 ? alice : bob;
        closing.add(
            closers.submit(
                () -> {
                  start.await();
                  one.close();
                  return null;
                }));
      }
      for (Future<?> each : closing) {
        each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } finally {
      closers.shutdown();
    }
    assertThat(alice.states).endsWith(MediaState.CLOSED).containsOnlyOnce(MediaState.CLOSED);
    assertThat(bob.states).endsWith(MediaState.CLOSED).containsOnlyOnce(MediaState.CLOSED);
  }

  @Test
  void anOfferThatWaitsForItsCandidatesFailsWhenTheSessionEnds() throws IOException {
    WebRtcMedia patient = WebRtcMedia.builder().iceGatheringTimeout(Duration.ofHours(1)).build();
    done(patient.retain());
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Party alice = Party.join(patient, "alice", stun(silent));
      CompletableFuture<String> offer = alice.session.createOffer();
      done(alice.session.setMuted(true)); // the offer's native part has run
      assertThat(offer).isNotDone();
      alice.close();
      assertThat(failure(offer).reason()).isEqualTo(Reason.CLOSED);
    } finally {
      done(patient.release());
    }
  }

  @Test
  void aStunServerThatDoesNotAnswerHoldsUpNoCall() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Party alice = Party.join(ENGINE, "alice", stun(silent));
        Party bob = Party.join(ENGINE, "bob", stun(silent))) {
      assertThat(alice.offer(bob)).contains(" typ host");
      alice.awaitConnected();
    }
  }

  private static IceServer stun(DatagramSocket server) {
    return IceServer.stun("stun:127.0.0.1:" + server.getLocalPort());
  }

  @Test
  void anIceServerThatTheEngineRefusesFailsTheSessionAndNotTheProcess() {
    for (IceServer bad :
        List.of(
            IceServer.turn("turn:127.0.0.1:3478", "", ""),
            IceServer.turn("turn:127.0.0.1:3478", "alice", ""))) {
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
  void aSourceThatBlocksHurtsItsOwnCallOnly() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AudioSource blocking =
        frame -> {
          blocked.countDown();
          return block(free);
        };
    try (Party carol = Party.join(ENGINE, "carol", AudioOptions.builder().source(blocking));
        Party dave = Party.join(ENGINE, "dave");
        Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      carol.call(dave);
      assertThat(blocked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      alice.call(bob);
      bob.awaitTone(440);
      alice.awaitTone(1000);
      CompletableFuture<Void> closed = carol.session.close();
      free.countDown();
      done(closed);
    } finally {
      free.countDown();
    }
  }

  private static boolean block(CountDownLatch until) {
    try {
      return until.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
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
  void theEngineMayGoWhileCallsAreUp() {
    WebRtcMedia engine = WebRtcMedia.headless();
    done(engine.retain());
    Party alice = Party.join(engine, "alice", 440);
    Party bob = Party.join(engine, "bob", 1000);
    alice.call(bob);
    Party carol = Party.join(engine, "carol");
    CompletableFuture<String> offer = carol.session.createOffer();
    done(engine.release());
    assertThat(alice.states).endsWith(MediaState.CLOSED);
    assertThat(bob.states).endsWith(MediaState.CLOSED);
    assertThat(failure(alice.session.stats()).reason()).isEqualTo(Reason.CLOSED);
    assertThat(offer).isDone();
    assertThat(failure(Party.join(engine, "dave").session.createOffer()).reason())
        .isEqualTo(Reason.CLOSED);
    carol.close();
    done(engine.release()); // one release too many changes nothing
    done(engine.retain());
    try (Party erin = Party.join(engine, "erin")) {
      assertThat(done(erin.session.createOffer())).contains(" typ host");
    }
    done(engine.release());
  }

  @Test
  void anEngineServesEveryoneUntilTheLastUserIsGone() {
    WebRtcMedia engine = WebRtcMedia.headless();
    List<CompletableFuture<Void>> users = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      users.add(engine.retain());
    }
    users.forEach(Party::done);
    for (int i = 0; i < 4; i++) {
      done(engine.release());
    }
    try (Party alice = Party.join(engine, "alice")) {
      done(alice.session.createOffer());
    }
    done(engine.release());
  }

  @Test
  void oneSessionTooManyIsRefusedUntilAnotherEnds() {
    WebRtcMedia small = WebRtcMedia.builder().maxSessions(1).build();
    done(small.retain());
    Party alice = Party.join(small, "alice");
    done(alice.session.createOffer());
    try (Party bob = Party.join(small, "bob")) {
      MediaException refused = failure(bob.session.createOffer());
      assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_SESSIONS);
      assertThat(refused).hasMessageContaining("maxSessions");
      for (CompletableFuture<?> each : everyOperation(bob.session, "v=0")) {
        assertThat(failure(each).reason()).isEqualTo(Reason.TOO_MANY_SESSIONS);
      }
    }
    alice.close();
    try (Party carol = Party.join(small, "carol")) {
      done(carol.session.createOffer());
    }
    done(small.release());
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

  @Test
  void operationsRightBeforeTheEndAreDoneOrRefused() {
    for (int i = 0; i < 60; i++) {
      Party alice = Party.join(ENGINE, "alice");
      String offer = done(alice.session.createOffer());
      List<CompletableFuture<?>> last = new ArrayList<>(everyOperation(alice.session, offer));
      CompletableFuture<Void> closed = alice.session.close();
      last.addAll(everyOperation(alice.session, offer));
      done(closed);
      assertThat(last).allMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void aSessionMayEndBeforeItHasBegun() {
    for (int i = 0; i < 60; i++) {
      Party.join(ENGINE, "alice").close();
    }
    Party alice = Party.join(ENGINE, "alice");
    alice.close();
    assertThat(alice.states).containsExactly(MediaState.CLOSED);
  }
}
