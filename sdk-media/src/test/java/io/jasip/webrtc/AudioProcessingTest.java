package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the engine takes out of the sound of alice or adds to it, beside what it does when nothing
 * is asked for. Her codec is G.711: Opus has a high-pass filter of its own.
 */
class AudioProcessingTest {

  private static final AudioProcessing ECHO = new AudioProcessing(true, false, false, false);
  private static final AudioProcessing NOISE = new AudioProcessing(false, true, false, false);
  private static final AudioProcessing GAIN = new AudioProcessing(false, false, true, false);
  private static final AudioProcessing RUMBLE = new AudioProcessing(false, false, false, true);
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
  void theHighPassFilterTakesOutRumble() {
    isHeardAt(AudioProcessing.NONE, AudioSource.tone(20, 0.5), 0.2, 1);
    isHeardAt(RUMBLE, AudioSource.tone(20, 0.5), 0, 0.1);
  }

  @Test
  void noiseSuppressionTakesOutSteadyNoise() {
    isHeardAt(AudioProcessing.NONE, noise(), 0.01, 1);
    isHeardAt(NOISE, noise(), 0, 0.006);
  }

  @Test
  void gainControlMakesAFaintVoiceLouder() {
    isHeardAt(AudioProcessing.NONE, AudioSource.tone(440, 0.02), 0.005, 0.02);
    isHeardAt(GAIN, AudioSource.tone(440, 0.02), 0.025, 1);
  }

  @Test
  void echoCancellationTakesOutWhatTheSpeakerPlays() {
    echoIsHeardAt(AudioProcessing.NONE, 0.02, 1);
    echoIsHeardAt(ECHO, 0, 0.01);
  }

  @Test
  void whatAnEngineDoesACallCanDoWithout() {
    WebRtcMedia filtering = WebRtcMedia.builder().processing(RUMBLE).build();
    done(filtering.retain());
    try (Party alice = Party.join(filtering, "alice", sending(AudioSource.tone(20, 0.5)));
        Party bob = Party.join(ENGINE, "bob")) {
      callIsHeardAt(alice, bob, 0, 0.1);
    }
    try (Party alice =
            Party.join(
                filtering,
                "alice",
                sending(AudioSource.tone(20, 0.5)).processing(AudioProcessing.NONE));
        Party bob = Party.join(ENGINE, "bob")) {
      callIsHeardAt(alice, bob, 0.2, 1);
    } finally {
      done(filtering.release());
    }
  }

  private static AudioOptions.Builder sending(AudioSource source) {
    return AudioOptions.builder().codecs(List.of(AudioCodec.PCMU)).source(source);
  }

  private static void isHeardAt(
      AudioProcessing processing, AudioSource source, double least, double most) {
    try (Party alice = Party.join(ENGINE, "alice", sending(source).processing(processing));
        Party bob = Party.join(ENGINE, "bob")) {
      callIsHeardAt(alice, bob, least, most);
    }
  }

  /** Alice's microphone hears her speaker, on which is bob. */
  private static void echoIsHeardAt(AudioProcessing processing, double least, double most) {
    AudioLoopback air = new AudioLoopback();
    try (Party alice = Party.join(ENGINE, "alice", sending(air.source()).processing(processing));
        Party bob = Party.join(ENGINE, "bob", AudioOptions.builder().source(noise()))) {
      alice.sound().addReceivedSink(air.sink());
      callIsHeardAt(alice, bob, least, most);
    }
  }

  /** Calls; what bob hears has this level for a second, and her voice is heard after that. */
  private static void callIsHeardAt(Party alice, Party bob, double least, double most) {
    alice.call(bob);
    await().atMost(PATIENCE).until(() -> bob.firstAudio.get() > 0);
    frames(bob, 100);
    await()
        .atMost(PATIENCE.multipliedBy(2)) // what is adaptive takes its time
        .until(
            () -> {
              boolean within = true;
              for (int i = 0; within && i < 5; i++) {
                frames(bob, 20);
                double level = Goertzel.level(bob.ear.sound());
                within = level > least && level < most;
              }
              return within;
            });
    alice.sound().setSource(AudioSource.tone(1000, 0.5));
    bob.awaitTone(1000);
  }

  private static void frames(Party party, int count) {
    long before = party.ear.frames();
    await().atMost(PATIENCE).until(() -> party.ear.frames() >= before + count);
  }

  private static AudioSource noise() {
    Random random = new Random(20_261_121);
    return frame -> {
      for (int i = 0; i < PcmFrame.SAMPLES; i++) {
        frame.samples()[i] = (short) (random.nextGaussian() * 0.08 * Short.MAX_VALUE);
      }
      return true;
    };
  }
}
