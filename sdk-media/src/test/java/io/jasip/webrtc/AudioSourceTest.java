package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.jasip.webrtc.AudioSource.Tone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioSourceTest {

  @TempDir Path folder;

  @Test
  void aFrameIsTenMillisecondsThatCanBeMadeSilent() {
    PcmFrame frame = new PcmFrame();
    assertThat(frame.samples()).hasSize(480).containsOnly(0);
    Arrays.fill(frame.samples(), (short) 7);
    frame.silence();
    assertThat(frame.samples()).containsOnly(0).isSameAs(frame.samples());
  }

  @Test
  void silenceOverwritesWhatTheFrameHeld() {
    PcmFrame frame = new PcmFrame();
    Arrays.fill(frame.samples(), (short) 7);
    assertThat(AudioSource.silence().read(frame)).isTrue();
    assertThat(frame.samples()).containsOnly(0);
  }

  @Test
  void aToneHasItsFrequencyAndAmplitudeAndNoEnd() {
    short[] sound = Sounds.read(AudioSource.tone(440, 0.25), 100);
    assertThat(Goertzel.amplitude(sound, 440)).isCloseTo(0.25, within(0.01));
    assertThat(Goertzel.amplitude(sound, 880)).isLessThan(0.01);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 24_000, 1e9, Double.NaN, Double.POSITIVE_INFINITY})
  void aToneThatCannotBePlayedIsRefused(double frequency) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AudioSource.tone(frequency, 0.5))
        .withMessageContaining(String.valueOf(frequency));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void anAmplitudeBeyondFullScaleIsRefused(double amplitude) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AudioSource.tone(440, amplitude))
        .withMessageContaining(String.valueOf(amplitude));
  }

  @Test
  void tonesComeOneAfterTheOtherAndThenTheSourceEnds() {
    AudioSource source =
        AudioSource.tones(
            List.of(
                new Tone(440, Duration.ofMillis(200)),
                new Tone(0, Duration.ofMillis(100)),
                new Tone(1000, Duration.ofMillis(200))));
    assertThat(Goertzel.strongest(Sounds.read(source, 20), 440, 1000)).isEqualTo(440);
    assertThat(Goertzel.level(Sounds.read(source, 10))).isLessThan(0.001);
    assertThat(Goertzel.strongest(Sounds.read(source, 20), 440, 1000)).isEqualTo(1000);
    PcmFrame frame = new PcmFrame();
    Arrays.fill(frame.samples(), (short) 7);
    assertThat(source.read(frame)).isFalse();
    assertThat(frame.samples()).containsOnly(0);
  }

  @Test
  void noTonesAreASourceThatIsAtItsEnd() {
    assertThat(AudioSource.tones(List.of()).read(new PcmFrame())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "8000, 8, 1",
    "11025, 16, 1",
    "22050, 16, 6",
    "8000, 16, 1",
    "8000, 16, 2",
    "16000, 16, 1",
    "16000, 24, 2",
    "44100, 16, 2",
    "44100, 24, 1",
    "48000, 8, 2",
    "48000, 16, 1",
    "48000, 24, 2",
    "48000, 32, 1",
    "96000, 16, 1"
  })
  void aWavFileKeepsPitchLevelAndLength(int rate, int bits, int channels) {
    Path file = Sounds.toneFile(folder.resolve("tone.wav"), 1000, rate, bits, channels);
    short[] sound = Sounds.readAll(AudioSource.wav(file));
    assertThat(sound).hasSize(PcmFrame.SAMPLE_RATE);
    assertThat(Goertzel.amplitude(sound, 1000)).isCloseTo(0.5, within(0.02));
    assertThat(Goertzel.level(sound)).isCloseTo(0.5 / Math.sqrt(2), within(0.02));
  }

  @ParameterizedTest
  @CsvSource({"ALAW, 8000, 1", "ULAW, 8000, 1", "ULAW, 16000, 2"})
  void aWavFileOfCompandedSoundKeepsPitchLevelAndLength(String law, int rate, int channels)
      throws Exception {
    Path linear = Sounds.toneFile(folder.resolve("linear.wav"), 1000, rate, 16, channels);
    Path file = folder.resolve("companded.wav");
    try (AudioInputStream in = AudioSystem.getAudioInputStream(linear.toFile());
        AudioInputStream companded =
            AudioSystem.getAudioInputStream(new AudioFormat.Encoding(law), in)) {
      AudioSystem.write(companded, AudioFileFormat.Type.WAVE, file.toFile());
    }
    short[] sound = Sounds.readAll(AudioSource.wav(file));
    assertThat(sound).hasSize(PcmFrame.SAMPLE_RATE);
    assertThat(Goertzel.amplitude(sound, 1000)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aWavFileOfFloatingPointKeepsPitchAndLevel() throws IOException {
    ByteBuffer data = ByteBuffer.allocate(44 + 4 * 16_000).order(ByteOrder.LITTLE_ENDIAN);
    data.put(Sounds.wavHeader(3, 1, 16_000, 32, 4 * 16_000));
    for (int i = 0; i < 16_000; i++) {
      data.putFloat((float) (0.5 * Math.sin(2 * Math.PI * 1000 * i / 16_000)));
    }
    short[] sound = Sounds.readAll(AudioSource.wav(write("float.wav", data.array())));
    assertThat(sound).hasSize(PcmFrame.SAMPLE_RATE);
    assertThat(Goertzel.amplitude(sound, 1000)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aWavFileIsReadAtOnceSoItMayBeDeleted() throws IOException {
    Path file = Sounds.toneFile(folder.resolve("tone.wav"), 440, 8000, 16, 1);
    AudioSource source = AudioSource.wav(file);
    Files.delete(file);
    assertThat(Goertzel.strongest(Sounds.readAll(source), 440, 880)).isEqualTo(440);
  }

  @Test
  void aWavFileThatWasCutShortPlaysAsFarAsItGoes() throws IOException {
    Path file = Sounds.toneFile(folder.resolve("tone.wav"), 440, 48000, 16, 2);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2 + 1)); // in the middle of a sample
    short[] sound = Sounds.readAll(AudioSource.wav(file));
    assertThat(sound.length).isBetween(20_000, 24_000);
    assertThat(Goertzel.strongest(sound, 440, 880)).isEqualTo(440);
  }

  @Test
  void aWavFileWithoutSamplesIsASourceThatIsAtItsEnd() throws IOException {
    Path file = folder.resolve("none.wav");
    Files.write(file, Sounds.wavHeader(1, 1, 8000, 16, 0));
    assertThat(AudioSource.wav(file).read(new PcmFrame())).isFalse();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    refused(folder.resolve("gone.wav"), "does not exist");
  }

  @Test
  void aFolderIsNamed() {
    refused(folder, "cannot be read");
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    refused(write("empty.wav", new byte[0]), "is not a WAV file");
  }

  @Test
  void aTextFileIsNamed() throws IOException {
    refused(write("readme.wav", "This is a text.\n".repeat(20).getBytes()), "is not a WAV file");
  }

  @Test
  void aHeaderThatWasCutShortIsNamed() throws IOException {
    byte[] header = Sounds.wavHeader(1, 1, 8000, 16, 0);
    for (int length : new int[] {1, 4, 12, 20, 30, 43}) {
      refused(write("cut.wav", Arrays.copyOf(header, length)), "");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "17, 1, 8000, 4", // ADPCM
    "85, 1, 8000, 0", // MP3
    "1, 1, 8000, 12",
    "1, 1, 8000, 64",
    "1, 0, 8000, 16",
    "1, 1, 0, 16",
    "1, 1, -8000, 16",
    "1, 1, 1, 16",
    "1, -1, 8000, 16"
  })
  void aWavFileThatIsNotUsablePcmIsNamed(int encoding, int channels, int rate, int bits)
      throws IOException {
    byte[] header = Sounds.wavHeader(encoding, channels, rate, bits, 16000);
    refused(write("odd.wav", Arrays.copyOf(header, header.length + 16_000)), "");
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static void refused(Path file, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AudioSource.wav(file))
        .withMessageContaining("\"" + file + "\"")
        .withMessageContaining(why)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain("null"));
  }
}
