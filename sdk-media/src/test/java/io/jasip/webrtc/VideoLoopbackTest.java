package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.SdpType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Video calls between two sessions of one engine. */
class VideoLoopbackTest {

  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();

  private final Eye alices = new Eye();
  private final Eye bobs = new Eye();

  @BeforeAll
  static void retain() {
    done(ENGINE.retain());
  }

  @AfterAll
  static void release() {
    done(ENGINE.release());
  }

  private static VideoOptions.Builder bars(Eye eye) {
    return VideoOptions.builder().source(VideoSource.testPattern(320, 240)).sink(eye);
  }

  private static Party with(String name, double tone, VideoOptions.Builder video) {
    return Party.join(
        ENGINE,
        name,
        AudioOptions.builder().source(AudioSource.tone(tone, 0.5)).video(video.build()));
  }

  private static CallVideo video(Party party) {
    CallVideo video = party.session.extension(CallVideo.class);
    assertThat(video).isNotNull();
    return video;
  }

  private static void awaitBars(Eye eye) {
    eye.forget();
    await().atMost(PATIENCE).until(eye::seesBars);
  }

  @ParameterizedTest
  @EnumSource(VideoCodec.class)
  void eachSeesTheOthersPicturesInEachCodec(VideoCodec codec) {
    try (Party alice = with("alice", 440, bars(alices).codecs(List.of(codec)));
        Party bob = with("bob", 1000, bars(bobs))) {
      String offer = done(alice.session.createOffer());
      assertThat(offer.substring(offer.indexOf("m=video")).lines())
          .filteredOn(line -> line.matches("a=rtpmap:\\d+ .*") && !line.contains(" rtx/"))
          .isNotEmpty()
          .allMatch(line -> line.endsWith(" " + codec.encodingName() + "/90000"));
      alice.call(bob, offer);
      awaitBars(bobs);
      awaitBars(alices);
      bob.awaitTone(440);
      alice.awaitTone(1000);
      assertThat(bobs.newest().width()).isPositive();
      assertThat(video(alice).direction()).isEqualTo(MediaDirection.SEND_RECV);
      assertThat(done(alice.session.stats()).codec()).isEqualToIgnoringCase("opus");
    }
  }

  @Test
  void muteSendsBlackAndUnmuteThePicturesAgain() {
    try (Party alice = with("alice", 440, bars(alices));
        Party bob = with("bob", 1000, bars(bobs))) {
      alice.call(bob);
      awaitBars(bobs);
      done(video(alice).setMuted(true));
      await().atMost(PATIENCE).until(bobs::seesBlack);
      awaitBars(alices);
      bob.awaitTone(440);
      done(video(alice).setMuted(false));
      awaitBars(bobs);
    }
  }

  @Test
  void videoThatNobodyAskedForIsRefusedAndTheSoundIsThere() {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (Party alice = with("alice", 440, bars(alices));
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      video(bob)
          .addListener(
              new VideoListener() {
                @Override
                public void onOffered() {
                  heard.add("offered");
                }
              });
      String offer = done(alice.session.createOffer());
      assertThat(offer).contains("m=video ").contains("VP8/90000").contains("H264/90000");
      String answer = done(bob.session.createAnswer(offer));
      assertThat(answer).contains("m=video 0 ");
      done(alice.session.acceptAnswer(SdpType.ANSWER, answer));
      bob.awaitTone(440);
      alice.awaitTone(1000);
      assertThat(video(alice).direction()).isEqualTo(MediaDirection.INACTIVE);
      assertThat(heard).containsExactly("offered");
      assertThat(alice.offer(bob)).as("what was refused stays so").contains("m=video 0 ");
    }
  }

  @Test
  void videoIsAddedDroppedAndAddedAgainByEitherSide() {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      alice.call(bob);
      bob.awaitTone(440);
      alice.peer = bob;
      bob.peer = alice;
      done(video(bob).accept(bars(bobs).offer(false).build()));
      assertThat(done(video(alice).start(bars(alices).build())))
          .isEqualTo(MediaDirection.SEND_RECV);
      awaitBars(bobs);
      awaitBars(alices);
      done(video(alice).stop());
      assertThat(alice.lastAnswer).contains("m=video 0 ");
      assertThat(video(alice).direction()).isEqualTo(MediaDirection.INACTIVE);
      assertThat(video(bob).direction()).isEqualTo(MediaDirection.INACTIVE);
      done(video(alice).accept(bars(alices).build()));
      assertThat(done(video(bob).start(bars(bobs).build()))).isEqualTo(MediaDirection.SEND_RECV);
      assertThat(bob.lastAnswer.split("m=video", -1)).as("one m-line").hasSize(2);
      awaitBars(bobs);
      awaitBars(alices);
      bob.ear.forget();
      bob.awaitTone(440);
    }
  }

  @Test
  void aPeerThatTakesNoVideoLeavesACallWithSound() {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      alice.call(bob);
      alice.peer = bob;
      assertThat(done(video(alice).start(bars(alices).build()))).isEqualTo(MediaDirection.INACTIVE);
      bob.awaitTone(440);
      alice.awaitTone(1000);
    }
  }

  @Test
  void anOfferOfVideoThatIsRefusedAsAWholeIsTakenBack() {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      alice.call(bob);
      alice.refused = true;
      assertThat(video(alice).start(bars(alices).build()))
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withMessageContaining("refused");
      assertThat(alice.offer(bob)).doesNotContain("m=video");
      alice.ear.forget();
      bob.ear.forget();
      bob.awaitTone(440);
      alice.awaitTone(1000);
    }
  }

  @Test
  void aChangeOfTheVideoThatFailsLeavesItAsItWas() {
    VideoFrame black = new VideoFrame(64, 48);
    VideoOptions.Builder others = VideoOptions.builder().sink(VideoSink.discard());
    try (Party alice = with("alice", 440, bars(alices));
        Party bob = with("bob", 1000, bars(bobs))) {
      alice.call(bob);
      alice.refused = true;
      assertThat(video(alice).start(others.source(() -> black).build()))
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .withMessageContaining("refused");
      awaitBars(alices);
      awaitBars(bobs);
      VideoSource none = VideoSource.camera("none");
      assertThat(failure(video(alice).start(others.source(none).build())).reason())
          .isEqualTo(Reason.VIDEO_DEVICE);
      awaitBars(alices);
      awaitBars(bobs);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SEND_ONLY", "INACTIVE"})
  void holdStopsThePicturesTooAndResumeBringsThemBack(MediaDirection hold) {
    try (Party alice = with("alice", 440, bars(alices));
        Party bob = with("bob", 1000, bars(bobs))) {
      alice.call(bob);
      awaitBars(alices);
      awaitBars(bobs);
      done(alice.session.setDirection(hold));
      assertThat(alice.offer(bob)).doesNotContain("a=sendrecv");
      assertThat(video(alice).direction()).isEqualTo(MediaDirection.INACTIVE);
      awaitNoPictures();
      done(alice.session.setDirection(MediaDirection.SEND_RECV));
      assertThat(alice.offer(bob)).doesNotContain("a=inactive");
      awaitBars(bobs);
      awaitBars(alices);
    }
  }

  /** For half a second. */
  private void awaitNoPictures() {
    AtomicInteger seen = new AtomicInteger(-1);
    await("no picture comes")
        .atMost(PATIENCE)
        .during(Duration.ofMillis(500))
        .until(
            () -> {
              int now = alices.frames() + bobs.frames();
              return seen.getAndSet(now) == now;
            });
  }

  @Test
  void withoutASourcePicturesAreReceivedOnly() {
    try (Party alice = with("alice", 440, VideoOptions.builder().sink(alices));
        Party bob = with("bob", 1000, bars(bobs))) {
      String answer = alice.offer(bob);
      assertThat(answer).contains("a=sendonly");
      alice.awaitConnected();
      awaitBars(alices);
      assertThat(video(alice).direction()).isEqualTo(MediaDirection.RECV_ONLY);
      assertThat(failure(video(alice).setSource(VideoSource.testPattern(64, 64))))
          .hasMessageContaining("start()");
      alice.peer = bob;
      done(video(alice).start(bars(alices).build()));
      assertThat(video(alice).direction()).isEqualTo(MediaDirection.SEND_RECV);
      awaitBars(bobs);
    }
  }

  @Test
  void theSourceCanBeChangedWithoutANewOffer() {
    VideoFrame red = new VideoFrame(321, 201);
    for (int row = 0; row < red.height(); row++) {
      for (int column = 0; column < red.width(); column++) {
        red.setRgb(column, row, 0xff0000);
      }
    }
    try (Party alice = with("alice", 440, bars(alices));
        Party bob = with("bob", 1000, bars(bobs))) {
      alice.call(bob);
      awaitBars(bobs);
      done(video(alice).setSource(() -> red));
      await().atMost(PATIENCE).until(() -> bobs.sees(0xff0000));
      assertThat(bobs.newest().width()).isEqualTo(321);
      assertThat(bobs.newest().timestampNanos()).isPositive();
    }
  }

  @Test
  void withoutACameraTheFailureSaysSo() {
    assertThat(done(VideoDevices.cameras())).isEmpty();
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      alice.call(bob);
      alice.peer = bob;
      assertThat(
              failure(
                  video(alice).start(VideoOptions.builder().source(VideoSource.camera()).build())))
          .hasMessageContaining("camera")
          .extracting("reason")
          .isEqualTo(Reason.VIDEO_DEVICE);
      bob.awaitTone(440);
      assertThat(alice.offer(bob)).doesNotContain("m=video");
    }
  }
}
