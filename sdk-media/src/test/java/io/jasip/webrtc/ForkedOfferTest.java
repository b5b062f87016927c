package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.media.MediaEngine;
import io.jasip.media.MediaExaminer;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaState;
import io.jasip.media.ToneProbe;
import io.jasip.media.SdpType;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A proxy gives alice's offer to bob and to carol, and both answer. Alice takes bob's answer. */
class ForkedOfferTest {

  private static final WebRtcMedia MEDIA = WebRtcMedia.headless();
  private static final WebRtcMedia ALICES =
      WebRtcMedia.builder().dtlsSetup(DtlsSetup.ACTIVE).build();

  /** Its parties can be looked into. */
  private static final MediaEngine CAROLS =
      Objects.requireNonNull(MEDIA.extension(MediaExaminer.class)).toneEngine();

  @BeforeAll
  static void begin() {
    done(MEDIA.retain());
    done(ALICES.retain());
    done(CAROLS.retain());
  }

  @AfterAll
  static void end() {
    done(CAROLS.release());
    done(ALICES.release());
    done(MEDIA.release());
  }

  @Test
  void bobIsHeardThoughCarolWasThereFirst() {
    try (Party alice = Party.join(ALICES, "alice", 440);
        Party bob = Party.join(MEDIA, "bob", 1000)) {
      String offer = done(alice.session.createOffer());
      try (Party carol = Party.joinAsTheEngineSays(CAROLS, "carol")) {
        begins(carol, offer);
        String answer = done(bob.session.createAnswer(offer));
        assertThat(answer).contains("a=setup:passive");
        done(alice.session.acceptAnswer(SdpType.ANSWER, answer));
        alice.awaitTone(1000);
        bob.awaitTone(440);
      }
      alice.ear.forget();
      bob.ear.forget();
      alice.awaitTone(1000);
      bob.awaitTone(440);
    }
  }

  /** What the option is there for. A new path is of no help: the keys belong to the session. */
  @Test
  void otherwiseCarolsHandshakeSpoilsThatOfBob() {
    try (Party alice = Party.join(MEDIA, "alice", 440);
        Party bob = Party.join(MEDIA, "bob", 1000)) {
      String offer = done(alice.session.createOffer());
      try (Party carol = Party.joinAsTheEngineSays(CAROLS, "carol")) {
        begins(carol, offer);
        // He learns where she is when she has his answer, so his handshake does not come before it.
        String answer =
            done(bob.session.createAnswer(offer.replaceAll("a=candidate:.*\r\n", "")));
        done(alice.session.acceptAnswer(SdpType.ANSWER, answer));
        assertThat(bob.awaitProblem().reason()).isEqualTo(Reason.DTLS_FAILED);
        assertThat(alice.states).doesNotContain(MediaState.CONNECTED);
      }
    }
  }

  @Test
  void laterOffersOfEitherSideLeaveTheRoles() {
    try (Party alice = Party.join(ALICES, "alice", 440);
        Party bob = Party.join(MEDIA, "bob", 1000)) {
      String offer = done(alice.session.createOffer());
      assertThat(offer).contains("a=setup:active").doesNotContain("actpass");
      alice.call(bob, offer);
      done(alice.session.restartIce());
      assertThat(alice.offer(bob)).contains("a=setup:passive");
      assertThat(bob.offer(alice)).contains("a=setup:active");
      alice.ear.forget();
      bob.ear.forget();
      alice.awaitTone(1000);
      bob.awaitTone(440);
    }
  }

  @Test
  void aPeerThatInsistsOnBeginningMayDoSo() {
    try (Party alice = Party.join(ALICES, "alice", 440);
        Party bob = Party.join(MEDIA, "bob", 1000)) {
      String offer = done(alice.session.createOffer());
      alice.call(bob, offer.replace("a=setup:active", "a=setup:actpass"));
      alice.awaitTone(1000);
      bob.awaitTone(440);
    }
  }

  /** Answers, finds a path to alice, and if it is up to her has begun the handshake with her. */
  private static void begins(Party carol, String offer) {
    done(carol.session.createAnswer(offer));
    ToneProbe probe = Objects.requireNonNull(carol.session.extension(ToneProbe.class));
    await().atMost(PATIENCE).until(() -> done(probe.read()).keys().state().equals("connecting"));
  }
}
