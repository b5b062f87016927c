package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaState;
import io.jasip.media.MediaStats;
import io.jasip.media.SdpType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls between two sessions of one engine, over this machine's own network address. */
class LoopbackCallTest {

  private static final double ALICES = 440;
  private static final double BOBS = 1000;
  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();

  @BeforeAll
  static void retain() {
    done(ENGINE.retain());
  }

  @AfterAll
  static void release() {
    done(ENGINE.release());
  }

  @ParameterizedTest
  @EnumSource(AudioCodec.class)
  void eachHearsTheOther(AudioCodec codec) {
    try (Party alice =
            Party.join(
                ENGINE,
                "alice",
                AudioOptions.builder()
                    .codecs(List.of(codec))
                    .source(AudioSource.tone(ALICES, 0.5)));
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      alice.call(bob);
      bob.awaitTone(ALICES);
      alice.awaitTone(BOBS);
      assertThat(bob.ear.hears(BOBS)).as("bob hears himself").isFalse();
      assertThat(alice.ear.hears(ALICES)).as("alice hears herself").isFalse();
      assertThat(done(alice.session.stats()).codec()).isEqualToIgnoringCase(codec.encodingName());
      assertThat(done(bob.session.stats()).codec()).isEqualToIgnoringCase(codec.encodingName());
    }
  }

  @Test
  void theAnswererTakesTheCodecThatTheOffererPrefers() {
    try (Party alice =
            Party.join(
                ENGINE,
                "alice",
                AudioOptions.builder().codecs(List.of(AudioCodec.PCMA, AudioCodec.OPUS)));
        Party bob = Party.join(ENGINE, "bob")) {
      String offer = done(alice.session.createOffer());
      assertThat(offer).containsSubsequence("PCMA/8000", "opus/48000").doesNotContain("G722");
      String answer = done(bob.session.createAnswer(offer));
      assertThat(answer).doesNotContain("G722").doesNotContain("PCMU");
    }
  }

  @Test
  void noCodecInCommonIsSaidAndTheSessionGoesOn() {
    try (Party alice =
            Party.join(ENGINE, "alice", AudioOptions.builder().codecs(List.of(AudioCodec.PCMU)));
        Party bob =
            Party.join(ENGINE, "bob", AudioOptions.builder().codecs(List.of(AudioCodec.G722)));
        Party carol = Party.join(ENGINE, "carol", ALICES)) {
      String offer = done(alice.session.createOffer());
      carol.call(bob);
      bob.awaitTone(ALICES);
      MediaException refused = failure(bob.session.createAnswer(offer));
      assertThat(refused.reason()).isEqualTo(Reason.BAD_DESCRIPTION);
      assertThat(refused).hasMessageContaining("codec");
      bob.ear.forget();
      bob.awaitTone(ALICES);
    }
  }

  @Test
  void aFirstOfferWithoutACommonCodecIsRefused() {
    try (Party alice =
            Party.join(ENGINE, "alice", AudioOptions.builder().codecs(List.of(AudioCodec.PCMU)));
        Party bob =
            Party.join(ENGINE, "bob", AudioOptions.builder().codecs(List.of(AudioCodec.G722)))) {
      String offer = done(alice.session.createOffer());
      assertThat(failure(bob.session.createAnswer(offer)))
          .hasMessageContaining("PCMU")
          .hasMessageContaining("G722");
    }
  }

  @Test
  void statesComeInOrderAndFirstAudioComesOnce() {
    Party alice = Party.join(ENGINE, "alice", ALICES);
    Party bob = Party.join(ENGINE, "bob", BOBS);
    assertThat(alice.states).isEmpty();
    alice.call(bob);
    await().atMost(PATIENCE).until(() -> alice.firstAudio.get() > 0 && bob.firstAudio.get() > 0);
    alice.offer(bob);
    alice.ear.forget();
    alice.awaitTone(BOBS);
    alice.close();
    bob.close();
    assertThat(alice.states)
        .containsExactly(MediaState.CONNECTING, MediaState.CONNECTED, MediaState.CLOSED);
    assertThat(bob.states).startsWith(MediaState.CONNECTING, MediaState.CONNECTED);
    assertThat(bob.states).endsWith(MediaState.CLOSED).doesNotHaveDuplicates();
    assertThat(alice.firstAudio).hasValue(1);
    assertThat(bob.firstAudio).hasValue(1);
  }

  @Test
  void muteSendsSilenceAndUnmuteTheSourceAgain() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      alice.call(bob);
      bob.awaitTone(ALICES);
      done(alice.session.setMuted(true));
      bob.awaitSilence();
      alice.awaitTone(BOBS);
      done(alice.session.setMuted(false));
      bob.awaitTone(ALICES);
    }
  }

  @Test
  void aCallThatBeginsMutedIsSilentUntilItIsUnmuted() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob")) {
      done(alice.session.setMuted(true));
      alice.call(bob);
      long before = bob.ear.frames();
      await().atMost(PATIENCE).until(() -> bob.ear.frames() > before + 30);
      assertThat(bob.ear.hearsNothing()).isTrue();
      done(alice.session.setMuted(false));
      bob.awaitTone(ALICES);
    }
  }

  @Test
  void holdStopsTheOtherSideAndResumeBringsBothBack() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      alice.call(bob);
      alice.awaitTone(BOBS);
      done(alice.session.setDirection(MediaDirection.SEND_ONLY));
      assertThat(alice.offer(bob)).contains("a=recvonly");
      await().atMost(PATIENCE).until(() -> isSilentWhileItsPeerHears(alice, bob));
      await("nothing leaves alice").atMost(PATIENCE).until(() -> isUnheard(alice, bob));
      done(alice.session.setDirection(MediaDirection.SEND_RECV));
      assertThat(alice.offer(bob)).contains("a=sendrecv");
      alice.ear.forget();
      bob.ear.forget();
      alice.awaitTone(BOBS);
      bob.awaitTone(ALICES);
    }
  }

  private static boolean isSilentWhileItsPeerHears(Party held, Party peer) {
    held.ear.forget();
    long from = peer.ear.frames();
    await().atMost(PATIENCE).until(() -> peer.ear.frames() > from + 30);
    return held.ear.hearsNothing();
  }

  private static boolean isUnheard(Party holder, Party peer) {
    long sent = done(holder.session.stats()).packetsSent();
    peer.ear.forget();
    long from = peer.ear.frames();
    await().atMost(PATIENCE).until(() -> peer.ear.frames() > from + 50);
    return done(holder.session.stats()).packetsSent() == sent && peer.ear.hearsNothing();
  }

  @Test
  void anInactiveCallCanBeResumedByEitherSideManyTimes() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      alice.call(bob);
      for (Party holder : List.of(alice, bob, alice)) {
        Party held = holder == alice ? bob : alice;
        done(holder.session.setDirection(MediaDirection.INACTIVE));
        assertThat(holder.offer(held)).contains("a=inactive");
        done(holder.session.setDirection(MediaDirection.SEND_RECV));
        assertThat(holder.offer(held)).contains("a=sendrecv");
        alice.ear.forget();
        bob.ear.forget();
        alice.awaitTone(BOBS);
        bob.awaitTone(ALICES);
      }
    }
  }

  @Test
  void aRefusedHoldIsRolledBackAndTheCallGoesOn() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      alice.call(bob);
      done(alice.session.setDirection(MediaDirection.INACTIVE));
      assertThat(done(alice.session.createOffer())).contains("a=inactive");
      done(alice.session.rollback());
      alice.ear.forget();
      bob.ear.forget();
      bob.awaitTone(ALICES);
      alice.awaitTone(BOBS);
      assertThat(bob.offer(alice)).as("the next offer is bob's").contains("a=sendrecv");
    }
  }

  @Test
  void anOfferThatIsTakenBackMakesRoomForThePeers() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      done(alice.session.createOffer());
      done(alice.session.rollback());
      done(alice.session.rollback()); // there is nothing to take back, and that is no failure
      bob.call(alice);
      bob.awaitTone(ALICES);
      alice.awaitTone(BOBS);
    }
  }

  @Test
  void aProvisionalAnswerMayBeReplacedByAFinalOne() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      String answer = done(bob.session.createAnswer(done(alice.session.createOffer())));
      done(alice.session.acceptAnswer(SdpType.PRANSWER, answer));
      bob.awaitTone(ALICES); // early media
      done(alice.session.acceptAnswer(SdpType.ANSWER, answer));
      alice.awaitTone(BOBS);
    }
  }

  @Test
  void anAnswerThatNobodyAskedForIsRefusedAndTheCallGoesOn() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      alice.call(bob);
      String answer = alice.offer(bob);
      failure(alice.session.acceptAnswer(SdpType.ANSWER, answer));
      assertThat(failure(alice.session.acceptAnswer(SdpType.OFFER, answer)))
          .hasMessageContaining("OFFER");
      failure(alice.session.acceptAnswer(SdpType.ROLLBACK, answer));
      bob.ear.forget();
      bob.awaitTone(ALICES);
    }
  }

  @Test
  void statisticsTellWhatTheCallIsDoing() {
    try (Party alice = Party.join(ENGINE, "alice", ALICES);
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      MediaStats before = done(alice.session.stats());
      assertThat(before.packetsSent()).isZero();
      assertThat(before.localCandidate()).isNull();
      assertThat(before.srtpCipher()).isNull();
      alice.call(bob);
      alice.awaitTone(BOBS);
      MediaStats stats = done(alice.session.stats());
      assertThat(stats.codec()).isEqualTo("opus");
      assertThat(stats.packetsSent()).isPositive();
      assertThat(stats.packetsReceived()).isPositive();
      assertThat(stats.bytesSent()).isGreaterThan(stats.packetsSent());
      assertThat(stats.bytesReceived()).isGreaterThan(stats.packetsReceived());
      assertThat(stats.jitter()).isBetween(java.time.Duration.ZERO, PATIENCE);
      assertThat(stats.roundTripTime()).isNotNull();
      assertThat(stats.localCandidate()).matches("\\S+:\\d+ udp (host|prflx)");
      assertThat(stats.remoteCandidate()).matches("\\S+:\\d+ udp (host|prflx)");
      assertThat(stats.srtpCipher()).matches("(SRTP_)?A[A-Z0-9_]+");
    }
  }

  @Test
  void theSourceMayEndAndTheCallGoesOnInSilence(@TempDir Path folder) {
    Path file = Sounds.toneFile(folder.resolve("greeting.wav"), ALICES, 8000, 16, 1);
    try (Party alice =
            Party.join(ENGINE, "alice", AudioOptions.builder().source(AudioSource.wav(file)));
        Party bob = Party.join(ENGINE, "bob", BOBS)) {
      alice.call(bob);
      bob.awaitSilence();
      alice.awaitTone(BOBS);
    }
  }

  @Test
  void aLoopbackSendsBackWhatItHears() {
    AudioLoopback echo = new AudioLoopback();
    WebRtcMedia echoing = WebRtcMedia.builder().source(echo::source).sink(echo::sink).build();
    done(echoing.retain());
    try (Party alice = Party.join(ENGINE, "alice", ALICES)) {
      var bob =
          echoing.createSession(
              new io.jasip.media.MediaSessionConfig("bob", List.of(), null),
              new io.jasip.media.MediaListener() {});
      String answer = done(bob.createAnswer(done(alice.session.createOffer())));
      done(alice.session.acceptAnswer(SdpType.ANSWER, answer));
      alice.awaitTone(ALICES);
    } finally {
      done(echoing.release());
    }
  }
}
