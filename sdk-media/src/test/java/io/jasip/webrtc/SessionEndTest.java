package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.media.MediaState;
import io.jasip.media.SdpType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sessions and engines that end at any time, and how many there may be: hazards A4, A5, A11 and A13
 * in CONTRIBUTING.md.
 */
class SessionEndTest {

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
  void aSessionThatBeginsWhileItsEngineGoesIsRefused() {
    WebRtcMedia engine = WebRtcMedia.headless();
    done(engine.retain());
    MediaSessionConfig config = spy(new MediaSessionConfig("alice", List.of(), null));
    when(config.iceServers())
        .then(
            asked -> {
              done(engine.release());
              return List.of();
            });
    MediaSession session = engine.createSession(config, new MediaListener() {});
    assertThat(failure(session.createOffer()).reason()).isEqualTo(Reason.CLOSED);
    done(session.close());
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
