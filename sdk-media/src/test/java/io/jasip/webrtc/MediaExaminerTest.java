package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.VirtualDevices.device;
import static io.jasip.webrtc.VirtualDevices.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.media.MachineReport;
import io.jasip.media.MediaEngine;
import io.jasip.media.MediaEvidence;
import io.jasip.media.MediaExaminer;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.media.SdpType;
import io.jasip.media.ToneProbe;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an engine lets a diagnosis do. */
class MediaExaminerTest {

  /** The first use of the native library takes its time, of which an examiner has little. */
  @BeforeAll
  static void load() {
    WebRtcMedia media = WebRtcMedia.headless();
    done(media.retain());
    done(media.release());
  }

  private static MediaExaminer examinerOf(WebRtcMedia media) {
    return Objects.requireNonNull(media.extension(MediaExaminer.class));
  }

  @Test
  void a_headless_engine_needs_the_library_alone() {
    MachineReport report = done(examinerOf(WebRtcMedia.headless()).examineMachine());

    assertThat(report.libraryProblem()).isNull();
    assertThat(report.usesDevices()).isFalse();
    assertThat(report.audioProblem()).isNull();
    assertThat(report.microphoneLevel()).isEmpty();
  }

  @Test
  void a_machine_without_audio_system() {
    MachineReport report = done(examinerOf(WebRtcMedia.devices()).examineMachine());

    assertThat(report.libraryProblem()).isNull();
    assertThat(report.usesDevices()).isTrue();
    assertThat(report.audioProblem()).contains("no audio system answers");
  }

  @Test
  void the_level_of_the_microphone_is_measured() {
    VirtualDevices devices = VirtualDevices.start();
    AudioDevices.setDefaultMicrophone(device("mic1"));
    try (devices;
        Speaker voice = patiently(() -> Speaker.open(device("voice1")))) {
      MediaExaminer examiner = examinerOf(WebRtcMedia.devices());
      MachineReport silent =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> done(examiner.examineMachine()),
                  each -> each.microphoneLevel().isPresent());
      assertThat(silent.audioProblem()).isNull();
      assertThat(silent.microphones()).contains("mic1");
      assertThat(silent.speakers()).contains("voice1");
      assertThat(silent.microphoneLevel().orElseThrow()).isLessThan(-80);

      patiently(() -> voice.play(AudioSource.tone(440, 0.5)));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(done(examiner.examineMachine()).microphoneLevel().orElse(-127))
                      .isGreaterThan(-40));
    } finally {
      AudioDevices.setDefaultMicrophone(null);
    }
  }

  /** Bob plays back what he hears. */
  @Test
  void a_test_call_hears_its_tones_in_the_echo() {
    WebRtcMedia media = WebRtcMedia.headless();
    MediaEngine tones = examinerOf(media).toneEngine();
    done(media.retain());
    done(tones.retain());
    AudioLoopback echo = new AudioLoopback();
    MediaSession alice =
        tones.createSession(
            new MediaSessionConfig("alice", List.of(), null), new MediaListener() {});
    try (Party bob = Party.join(media, "bob", AudioOptions.builder().source(echo.source()))) {
      bob.sound().addReceivedSink(echo.sink());
      ToneProbe probe = Objects.requireNonNull(alice.extension(ToneProbe.class));
      assertThat(done(probe.read()).path().works()).isFalse();

      String offer = done(alice.createOffer());
      done(alice.acceptAnswer(SdpType.ANSWER, done(bob.session.createAnswer(offer))));
      MediaEvidence heard =
          await().atMost(PATIENCE).until(() -> done(probe.read()), MediaExaminerTest::isLoud);

      assertThat(heard.path().works()).isTrue();
      assertThat(heard.path().iceState()).isIn("connected", "completed");
      assertThat(heard.path().checks().answered()).isPositive();
      assertThat(heard.path().packetsSent()).isPositive();
      assertThat(heard.path().bytesReceived()).isPositive();
      assertThat(heard.keys().state()).isEqualTo("connected");
      assertThat(heard.keys().version()).startsWith("DTLS");
      assertThat(heard.keys().srtpCipher()).isNotBlank();
      assertThat(heard.received().packets()).isPositive();
      assertThat(heard.received().codec()).isEqualTo("opus");
    } finally {
      done(alice.close());
      done(tones.release());
      done(media.release());
    }
  }

  /** Its levels are those of the last 200 ms, in which a busy machine may hear nothing. */
  private static boolean isLoud(MediaEvidence evidence) {
    return evidence.echo().isHeard()
        && evidence.received().level() > -30
        && evidence.sent().level() > -30;
  }

  @Test
  void a_call_of_the_application_is_not_looked_into() {
    WebRtcMedia media = WebRtcMedia.headless();
    done(media.retain());
    try (Party alice = Party.join(media, "alice")) {
      assertThat(alice.session.extension(ToneProbe.class)).isNull();
    } finally {
      done(media.release());
    }
  }
}
