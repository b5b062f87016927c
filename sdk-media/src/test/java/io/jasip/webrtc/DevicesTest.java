package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static io.jasip.webrtc.VirtualDevices.device;
import static io.jasip.webrtc.VirtualDevices.ids;
import static io.jasip.webrtc.VirtualDevices.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jasip.ListenerHandle;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Microphones and speakers that are chosen and changed, on virtual devices. */
class DevicesTest {

  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();
  private static VirtualDevices devices;

  @BeforeAll
  static void start() {
    devices = VirtualDevices.start();
    done(ENGINE.retain());
  }

  @AfterAll
  static void stop() {
    done(ENGINE.release());
    if (devices != null) {
      devices.close();
    }
  }

  private static Microphone microphone(String id) {
    return patiently(() -> Microphone.open(device(id)));
  }

  private static Speaker speaker(String id) {
    return patiently(() -> Speaker.open(device(id)));
  }

  private static void use(Microphone microphone, String id) {
    patiently(
        () -> {
          microphone.use(device(id));
          return true;
        });
  }

  private static void use(Speaker speaker, String id) {
    patiently(
        () -> {
          speaker.use(device(id));
          return true;
        });
  }

  private static ListenerHandle play(Speaker speaker, AudioSource sound) {
    return patiently(() -> speaker.play(sound));
  }

  @Test
  void theyAreListed() {
    assertThat(ids(patiently(() -> AudioDevices.speakers().join()))).contains("ear1", "ear2");
    assertThat(ids(patiently(() -> AudioDevices.microphones().join())))
        .as("what speakers play is no microphone")
        .contains("mic1", "mic2")
        .doesNotContain("ear1.monitor");
  }

  @Test
  void aliceSpeaksIntoOneMicrophoneThenIntoAnotherAndBobHearsHerOnHisSpeaker() {
    try (Speaker voice1 = speaker("voice1");
        Speaker voice2 = speaker("voice2");
        Microphone microphone = microphone("mic1");
        Speaker speaker = speaker("ear1");
        Monitor ear1 = new Monitor("ear1");
        Monitor ear2 = new Monitor("ear2");
        Party alice =
            Party.join(
                ENGINE,
                "alice",
                AudioOptions.builder().source(microphone).processing(AudioProcessing.NONE));
        Party bob = Party.join(ENGINE, "bob")) {
      play(voice1, AudioSource.tone(440, 0.5));
      play(voice2, AudioSource.tone(1000, 0.5));
      bob.sound().addReceivedSink(speaker);
      alice.call(bob);
      ear1.awaitTone(440);

      use(microphone, "mic2");
      ear1.awaitTone(1000);

      microphone.setMuted(true);
      ear1.awaitSilence();
      microphone.setMuted(false);
      ear1.awaitTone(1000);

      use(speaker, "ear2");
      ear2.awaitTone(1000);
      ear1.awaitSilence();

      speaker.setVolume(0);
      ear2.awaitSilence();
    }
  }

  @Test
  void theSoundOfAMicrophoneIsProcessedWhereThatIsAsked() {
    try (Speaker voice = speaker("voice1");
        Microphone microphone = microphone("mic1");
        Party alice =
            Party.join(
                ENGINE,
                "alice",
                AudioOptions.builder()
                    .codecs(List.of(AudioCodec.PCMU)) // Opus filters by itself
                    .source(microphone)
                    .processing(new AudioProcessing(false, false, false, true)));
        Party bob = Party.join(ENGINE, "bob")) {
      ListenerHandle rumble = play(voice, AudioSource.tone(20, 0.5));
      alice.call(bob);
      bob.ear.forget();
      await().atMost(PATIENCE).until(() -> bob.ear.frames() > 200);
      assertThat(Goertzel.level(bob.ear.sound())).as("high-pass filter").isLessThan(0.1);
      rumble.remove();
      play(voice, AudioSource.tone(1000, 0.5));
      bob.awaitTone(1000);
    }
  }

  @Test
  void theDefaultIsTheApplicationsChoice() {
    devices.makeDefault("ear1", "mic1");
    AudioDevices.setDefaultMicrophone(device("mic2"));
    try (Speaker voice = speaker("voice2");
        Microphone microphone = patiently(() -> Microphone.open(null));
        Party alice = Party.join(ENGINE, "alice", AudioOptions.builder().source(microphone));
        Party bob = Party.join(ENGINE, "bob")) {
      play(voice, AudioSource.tone(700, 0.5));
      alice.call(bob);
      bob.awaitTone(700);
    } finally {
      AudioDevices.setDefaultMicrophone(null);
    }
  }

  @Test
  void anEngineOpensDevicesForEachCallAndClosesThem() {
    WebRtcMedia engine =
        WebRtcMedia.builder()
            .source(() -> patiently(() -> Microphone.open(null)))
            .sink(() -> patiently(() -> Speaker.open(null)))
            .processing(AudioProcessing.NONE)
            .build();
    done(engine.retain());
    devices.makeDefault("ear1", "mic2"); // the application wants the others
    AudioDevices.setDefaultMicrophone(device("mic1"));
    AudioDevices.setDefaultSpeaker(device("ear2"));
    try (Speaker voice1 = speaker("voice1");
        Speaker voice2 = speaker("voice2");
        Monitor ear1 = new Monitor("ear1");
        Monitor ear2 = new Monitor("ear2")) {
      play(voice1, AudioSource.tone(440, 0.5));
      play(voice2, AudioSource.tone(1000, 0.5));
      long programs = programs();
      try (Party alice = Party.joinAsTheEngineSays(engine, "alice");
          Party bob = Party.join(ENGINE, "bob", 900)) {
        alice.call(bob);
        bob.awaitTone(440);
        ear2.awaitTone(900);

        use(alice.session.extension(Microphone.class), "mic2");
        bob.awaitTone(1000);
        use(alice.session.extension(Speaker.class), "ear1");
        ear1.awaitTone(900);
      }
      await().atMost(PATIENCE).until(() -> programs() <= programs);
    } finally {
      AudioDevices.setDefaultMicrophone(null);
      AudioDevices.setDefaultSpeaker(null);
      done(engine.release());
    }
  }

  /** How many of parec and pacat there are. */
  private static long programs() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }

  @Test
  void aDeviceThatIsGoneFailsTheCallThatWantsIt() {
    WebRtcMedia engine =
        WebRtcMedia.builder()
            .source(() -> patiently(() -> Microphone.open(device("gone"))))
            .build();
    done(engine.retain());
    try (Party alice = Party.joinAsTheEngineSays(engine, "alice")) {
      MediaException why = failure(alice.session.createOffer());
      assertThat(why.reason()).isEqualTo(Reason.AUDIO_DEVICE);
      assertThat(why).hasMessageContaining("gone");
    } finally {
      done(engine.release());
    }
  }

  @Test
  void aRingToneIsPlayedOnAnotherDeviceUntilItIsStopped() {
    try (Speaker ringer = speaker("ear2");
        Monitor ear = new Monitor("ear2")) {
      ListenerHandle ringing = play(ringer, ProgressTone.DIAL.source());
      ear.awaitTone(425);
      ringing.remove();
      ear.awaitSilence();
    }
  }

  @Test
  void aDeviceThatIsNotThereIsRefusedByName() {
    assertThatThrownBy(() -> microphone("nobody"))
        .isInstanceOfSatisfying(
            MediaException.class, why -> assertThat(why.reason()).isEqualTo(Reason.AUDIO_DEVICE))
        .hasMessageContaining("no microphone \"nobody\"");
    try (Speaker speaker = speaker("ear1")) {
      assertThatThrownBy(() -> use(speaker, "nobody")).hasMessageContaining("nobody");
    }
  }

  @Test
  void volumesOutOfRange() {
    try (Speaker speaker = speaker("ear1")) {
      assertThatThrownBy(() -> speaker.setVolume(-1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> speaker.setVolume(Double.NaN))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whenTheAudioSystemIsGoneThatIsSaid() {
    devices.close();
    try {
      assertThat(failure(AudioDevices.speakers()).reason()).isEqualTo(Reason.AUDIO_DEVICE);
      assertThatThrownBy(() -> Microphone.open(null)).hasMessageContaining("no audio system");
      assertThatThrownBy(() -> Speaker.open(null)).hasMessageContaining("no audio system");
      assertThat(failureOfDevices()).hasMessageContaining("no audio system");
    } finally {
      devices = VirtualDevices.start();
    }
  }

  @Test
  void anAudioSystemThatDoesNotAnswerHoldsNothingUp() {
    devices.freeze();
    try {
      assertThat(failure(AudioDevices.microphones()).reason()).isEqualTo(Reason.AUDIO_DEVICE);
      assertThatThrownBy(() -> Microphone.open(null)).hasMessageContaining("does not answer");
      assertThatThrownBy(() -> Speaker.open(null)).hasMessageContaining("audio system");
      assertThat(failureOfDevices()).hasMessageContaining("audio system");
    } finally {
      devices.thaw();
    }
    // It has all that was asked meanwhile to answer, and each question waits less than a second.
    await().atMost(PATIENCE).until(DevicesTest::thereAreMicrophones);
  }

  private static boolean thereAreMicrophones() {
    CompletableFuture<?> listed = AudioDevices.microphones();
    await().atMost(PATIENCE).until(listed::isDone);
    return !listed.isCompletedExceptionally();
  }

  /** What becomes of a call with the devices of the system. */
  private static MediaException failureOfDevices() {
    WebRtcMedia engine = WebRtcMedia.devices();
    CompletableFuture<Void> retained = engine.retain();
    await().atMost(PATIENCE).until(retained::isDone);
    if (retained.isCompletedExceptionally()) {
      return failure(retained);
    }
    try (Party alice = Party.join(engine, "alice")) {
      return failure(alice.session.createOffer());
    } finally {
      done(engine.release());
    }
  }

  @Test
  void aCallTakesTheDevicesOfTheSystem() {
    devices.makeDefault("ear1", "mic1");
    WebRtcMedia engine = WebRtcMedia.devices();
    patiently(() -> engine.retain().join());
    try (Speaker voice1 = speaker("voice1");
        Speaker voice2 = speaker("voice2");
        Monitor ear1 = new Monitor("ear1");
        Party alice =
            Party.join(engine, "alice", AudioOptions.builder().processing(AudioProcessing.NONE));
        Party bob = Party.join(ENGINE, "bob", 900)) {
      play(voice1, AudioSource.tone(440, 0.5));
      play(voice2, AudioSource.tone(2000, 0.5));
      alice.call(bob);
      ear1.awaitTone(900);
      bob.awaitTone(440);
    } finally {
      done(engine.release());
    }
  }

  /** Hears what a speaker plays. */
  private static final class Monitor implements AutoCloseable {
    private final Ear ear = new Ear();
    private final Microphone at;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final PcmFrame frame = new PcmFrame();

    Monitor(String speaker) {
      at = VirtualDevices.at(speaker);
      clock.scheduleAtFixedRate(
          () -> {
            at.read(frame);
            ear.write(frame);
          },
          10,
          10,
          TimeUnit.MILLISECONDS);
    }

    void awaitTone(double frequency) {
      ear.forget();
      await().atMost(PATIENCE).until(() -> ear.hears(frequency));
    }

    void awaitSilence() {
      await().atMost(PATIENCE).until(ear::hearsNothing);
    }

    @Override
    public void close() {
      clock.shutdownNow();
      at.close();
    }
  }
}
