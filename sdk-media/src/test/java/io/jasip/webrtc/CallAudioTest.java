package io.jasip.webrtc;

import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.jasip.ListenerHandle;
import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.webrtc.CallRecording.Sides;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.DoubleStream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with a call that is up: alice sends 440 Hz, bob 1000 Hz. */
class CallAudioTest {

  private static final WebRtcMedia MEDIA = WebRtcMedia.headless();

  @TempDir Path folder;

  private Party alice;
  private Party bob;
  private CallAudio audio;

  @BeforeAll
  static void retain() {
    done(MEDIA.retain());
  }

  @AfterAll
  static void release() {
    done(MEDIA.release());
  }

  @BeforeEach
  void call() {
    alice = Party.join(MEDIA, "alice", 440);
    bob =
        Party.join(
            MEDIA,
            "bob",
            AudioOptions.builder().source(AudioSource.tone(1000, 0.5)).detectDtmf(true));
    audio = audio(alice);
    alice.call(bob);
    alice.awaitTone(1000);
    bob.awaitTone(440);
  }

  @AfterEach
  void hangUp() {
    alice.close();
    bob.close();
  }

  private static CallAudio audio(Party party) {
    CallAudio audio = party.session.extension(CallAudio.class);
    assertThat(audio).isNotNull();
    return audio;
  }

  @Test
  void theSourceCanBeReplacedWhileTheCallIsUp() {
    audio.setSource(AudioSource.tone(2000, 0.5));
    bob.awaitTone(2000);
    audio.setSource(AudioSource.tones(List.of()));
    bob.awaitSilence();
    audio.setSource(AudioSource.tone(440, 0.5));
    bob.awaitTone(440);
  }

  @Test
  void bothDirectionsCanBeListenedToForAWhile() {
    Ear sent = new Ear();
    Ear received = new Ear();
    ListenerHandle first = audio.addSentSink(sent);
    ListenerHandle second = audio.addReceivedSink(received);
    await().atMost(Party.PATIENCE).until(() -> sent.hears(440) && received.hears(1000));
    done(alice.session.setMuted(true));
    await().atMost(Party.PATIENCE).until(sent::hearsNothing);
    first.remove();
    second.remove();
    alice.ear.forget();
    alice.awaitTone(1000);
  }

  @Test
  void aStereoRecordingHasTheSentLeftAndTheReceivedRight() throws Exception {
    Path file = folder.resolve("call.wav");
    CallRecording recording = audio.record(file, Sides.STEREO);
    awaitSound(recording, 800);
    recording.close();
    recording.close();
    done(recording.finished());
    assertThat(recording.file()).isEqualTo(file);
    byte[] data = Files.readAllBytes(file);
    assertThat(data.length - 44)
        .isEqualTo(4 * (int) Math.round(recording.length().toNanos() * 48 / 1e6));
    short[] left = channel(data, 0);
    short[] right = channel(data, 1);
    assertThat(Goertzel.strongest(left, 440, 1000)).isEqualTo(440);
    assertThat(Goertzel.strongest(right, 440, 1000)).isEqualTo(1000);
    assertThat(Goertzel.amplitude(left, 1000)).isLessThan(0.02);
    assertThat(Goertzel.amplitude(right, 440)).isLessThan(0.02);
  }

  @Test
  void oneDirectionOrTheMixOfBothCanBeRecorded() {
    CallRecording sent = audio.record(folder.resolve("sent.wav"), Sides.SENT);
    CallRecording received = audio.record(folder.resolve("received.wav"), Sides.RECEIVED);
    CallRecording mixed = audio.record(folder.resolve("mixed.wav"), Sides.MIXED);
    awaitSound(mixed, 600);
    alice.close(); // ends them all
    for (CallRecording each : List.of(sent, received, mixed)) {
      done(each.finished());
    }
    assertThat(Goertzel.strongest(sound(sent), 440, 1000)).isEqualTo(440);
    assertThat(Goertzel.strongest(sound(received), 440, 1000)).isEqualTo(1000);
    assertThat(Goertzel.loudest(sound(mixed), 440)).isGreaterThan(0.1);
    assertThat(Goertzel.loudest(sound(mixed), 1000)).isGreaterThan(0.1);
    assertThatIllegalStateException()
        .isThrownBy(() -> audio.record(folder.resolve("late.wav"), Sides.SENT))
        .withMessageContaining("over");
  }

  @Test
  void aHoldIsSilenceInTheRecordingAndItsTimeCounts() {
    done(alice.session.setDirection(MediaDirection.INACTIVE));
    alice.offer(bob);
    CallRecording recording = audio.record(folder.resolve("held.wav"), Sides.RECEIVED);
    awaitLength(recording, 500);
    done(alice.session.setDirection(MediaDirection.SEND_RECV));
    done(bob.session.setDirection(MediaDirection.SEND_RECV));
    alice.offer(bob);
    alice.ear.forget();
    alice.awaitTone(1000);
    awaitLength(recording, recording.length().toMillis() + 700);
    recording.close();
    short[] sound = sound(recording);
    assertThat(sound.length / 48L)
        .isBetween(recording.length().toMillis(), recording.length().toMillis() + 10);
    short[] start = Arrays.copyOf(sound, 48 * 200);
    short[] rest = Arrays.copyOfRange(sound, 48 * 500, sound.length);
    assertThat(Goertzel.level(start)).isLessThan(0.003);
    assertThat(Goertzel.loudest(rest, 1000)).isGreaterThan(0.1);
  }

  @Test
  void aRecordingThatCannotBeWrittenIsNamedAndTheCallGoesOn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> audio.record(folder.resolve("no/such/call.wav"), Sides.STEREO))
        .withMessageContaining("call.wav\" cannot be written");
    alice.ear.forget();
    alice.awaitTone(1000);
  }

  @Test
  void theQualityOfTheWholeCallCanBeAskedFor() {
    CallQuality quality = done(audio.quality());
    assertThat(quality.sent().packets()).isPositive();
    assertThat(quality.received().packets()).isPositive();
    assertThat(quality.received().codec()).isEqualTo("opus");
    assertThat(quality.sent().bitrate()).isPositive();
    assertThat(quality.localCandidate()).contains(" udp ");
    assertThat(quality.dtlsVersion()).startsWith("DTLS 1.");
    assertThat(quality.srtpCipher()).isNotBlank();
    assertThat(quality.received().mos()).isPresent();
    assertThat(quality.interval()).isBetween(Duration.ofMillis(100), Duration.ofMinutes(2));
  }

  @Test
  void theQualityIsToldAtAnIntervalUntilItIsNotWantedAnyMore() {
    List<CallQuality> heard = new CopyOnWriteArrayList<>();
    QualityListener listener =
        new QualityListener() {
          @Override
          public void onQuality(CallQuality quality) {
            heard.add(quality);
          }
        };
    List<CallQuality> hourly = new CopyOnWriteArrayList<>();
    audio.monitorQuality(
        QualityOptions.builder().interval(Duration.ofHours(1)).build(),
        new QualityListener() {
          @Override
          public void onQuality(CallQuality quality) {
            hourly.add(quality);
          }
        });
    ListenerHandle watch =
        audio.monitorQuality(
            QualityOptions.builder().interval(Duration.ofMillis(100)).build(), listener);
    // In some intervals of a busy machine little is heard.
    await()
        .atMost(Party.PATIENCE)
        .until(() -> heard.size() >= 5 && isOfTones(heard.get(heard.size() - 1)));
    watch.remove();
    assertThat(heard.get(4).received().packets()).isBetween(0L, 500L);
    assertThat(hourly).isEmpty();
  }

  private static boolean isOfTones(CallQuality quality) {
    return DoubleStream.of(quality.received().level(), quality.sent().level())
        .allMatch(level -> level > -20 && level < -3);
  }

  @Test
  void aSilentPeerIsToldAndThatItIsHeardAgain() {
    List<String> told = new CopyOnWriteArrayList<>();
    audio.monitorQuality(
        QualityOptions.builder()
            .interval(Duration.ofMillis(100))
            .silentFor(Duration.ofMillis(300))
            .build(),
        new QualityListener() {
          @Override
          public void onAudioProblem(AudioProblem problem, String why) {
            told.add(problem + ": " + why);
          }

          @Override
          public void onAudioRestored(AudioProblem problem) {
            told.add(problem + " over");
          }
        });
    audio(bob).setSource(AudioSource.silence());
    await()
        .atMost(Party.PATIENCE)
        .until(() -> told.stream().anyMatch(each -> each.startsWith("SILENCE_RECEIVED: ")));
    audio(bob).setSource(AudioSource.tone(1000, 0.5));
    await().atMost(Party.PATIENCE).until(() -> told.contains("SILENCE_RECEIVED over"));
  }

  @Test
  void afterTheCallThereIsNoQuality() {
    alice.close();
    assertThat(failure(audio.quality()).reason()).isEqualTo(MediaException.Reason.CLOSED);
    audio.monitorQuality(QualityOptions.DEFAULT, new QualityListener() {}).remove();
    audio.setSource(AudioSource.silence());
  }

  @Test
  void beforeTheCallItsQualityIsNothing() {
    Party carol = Party.join(MEDIA, "carol");
    done(carol.session.createOffer());
    CallQuality quality = done(audio(carol).quality());
    assertThat(quality.mos()).isEmpty();
    assertThat(quality.localCandidate()).isNull();
    carol.close();
  }

  @Test
  void digitsAreHeardWhetherTheyComeAsEventsOrAsTones() {
    // Where the machine is busy, tones have gaps, and a digit is missed or heard twice.
    await()
        .atMost(Party.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              boolean heard = bob.digits.toString().endsWith("159#");
              if (!heard) {
                done(alice.session.sendDtmf("159#", Duration.ofMillis(100), Duration.ofMillis(70)));
              }
              return heard;
            });
    bob.digits.setLength(0);
    PcmFrame frame = new PcmFrame();
    AudioSource low = AudioSource.tone(697, 0.25);
    AudioSource high = AudioSource.tone(1336, 0.25);
    audio.setSource(
        to -> {
          low.read(to);
          high.read(frame);
          for (int i = 0; i < PcmFrame.SAMPLES; i++) {
            to.samples()[i] += frame.samples()[i];
          }
          return true;
        });
    await().atMost(Party.PATIENCE).until(() -> bob.digits.toString().contains("2"));
    assertThat(alice.digits).isEmpty();
  }

  @Test
  void twoCallsThatAreUpCanBeBridged() {
    Party carol = Party.join(MEDIA, "carol");
    Party dave = Party.join(MEDIA, "dave", 2000);
    carol.call(dave);
    // Bob and dave each talk to one of ours; joined, they talk to each other.
    ListenerHandle bridge = AudioBridge.connect(audio, audio(carol));
    dave.awaitTone(1000);
    bob.awaitTone(2000);
    bridge.remove();
    dave.awaitSilence();
    bob.awaitSilence();
    carol.close();
    dave.close();
  }

  /** Waits until so much of both sides was recorded, which is less than time on a busy machine. */
  private void awaitSound(CallRecording recording, long millis) {
    Ear sent = new Ear();
    audio.addSentSink(sent);
    long before = alice.ear.frames();
    await()
        .atMost(Party.PATIENCE)
        .until(
            () ->
                sent.frames() >= millis / 10
                    && alice.ear.frames() - before >= millis / 10
                    && recording.length().toMillis() >= millis);
  }

  private static void awaitLength(CallRecording recording, long millis) {
    await().atMost(Party.PATIENCE).until(() -> recording.length().toMillis() >= millis);
  }

  private static short[] sound(CallRecording recording) {
    return Sounds.readAll(AudioSource.wav(recording.file()));
  }

  private static short[] channel(byte[] file, int channel) throws Exception {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      assertThat(in.getFormat().getChannels()).isEqualTo(2);
      byte[] data = in.readAllBytes();
      short[] samples = new short[data.length / 4];
      for (int i = 0; i < samples.length; i++) {
        int at = 4 * i + 2 * channel;
        samples[i] = (short) ((data[at] & 0xff) | (data[at + 1] << 8));
      }
      return samples;
    }
  }
}
