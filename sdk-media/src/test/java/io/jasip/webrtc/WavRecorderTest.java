package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavRecorderTest {

  @TempDir Path folder;

  @Test
  void whatWasRecordedCanBePlayed() {
    Path file = folder.resolve("call.wav");
    record(file, 250);
    short[] sound = Sounds.readAll(AudioSource.wav(file));
    assertThat(sound).hasSize(250 * PcmFrame.SAMPLES);
    assertThat(sound).isEqualTo(Sounds.read(AudioSource.tone(440, 0.5), 250));
    assertThat(Goertzel.amplitude(sound, 440)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void theHeaderHoldsTheLengthsAfterCloseAlsoWhenClosedTwice() throws IOException {
    Path file = folder.resolve("call.wav");
    WavRecorder recorder = record(file, 7);
    recorder.close();
    recorder.write(new PcmFrame()); // dropped: the call may still deliver a frame
    recorder.close();
    int data = 7 * PcmFrame.SAMPLES * 2;
    assertThat(Files.size(file)).isEqualTo(44 + data);
    assertHeader(file, data);
  }

  @Test
  void aRecordingOfNothingIsAWholeFile() throws IOException {
    Path file = folder.resolve("none.wav");
    AudioSink.wav(file).close();
    assertHeader(file, 0);
    assertThat(AudioSource.wav(file).read(new PcmFrame())).isFalse();
  }

  @Test
  void theFileIsWholeToTheLastSecondWhileTheCallIsUp() throws IOException {
    Path file = folder.resolve("call.wav");
    try (WavRecorder recorder = AudioSink.wav(file)) {
      AudioSource tone = AudioSource.tone(440, 0.5);
      PcmFrame frame = new PcmFrame();
      for (int i = 0; i < 130; i++) {
        tone.read(frame);
        recorder.write(frame);
      }
      assertHeader(file, 100 * PcmFrame.SAMPLES * 2);
      assertThat(Sounds.readAll(AudioSource.wav(file))).hasSize(100 * PcmFrame.SAMPLES);
    }
    assertHeader(file, 130 * PcmFrame.SAMPLES * 2);
  }

  @Test
  void anOlderRecordingIsOverwritten() throws IOException {
    Path file = folder.resolve("call.wav");
    record(file, 200);
    record(file, 2);
    assertThat(Files.size(file)).isEqualTo(44 + 2 * PcmFrame.SAMPLES * 2);
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    for (Path file : new Path[] {folder, folder.resolve("no/such/folder/call.wav")}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AudioSink.wav(file))
          .withMessageContaining("\"" + file + "\" cannot be written");
    }
  }

  private static WavRecorder record(Path file, int frames) {
    try (WavRecorder recorder = AudioSink.wav(file)) {
      AudioSource tone = AudioSource.tone(440, 0.5);
      PcmFrame frame = new PcmFrame();
      for (int i = 0; i < frames; i++) {
        tone.read(frame);
        recorder.write(frame);
      }
      return recorder;
    }
  }

  private static void assertHeader(Path file, int dataBytes) throws IOException {
    byte[] start = Arrays.copyOf(Files.readAllBytes(file), 44);
    assertThat(start).isEqualTo(Sounds.wavHeader(1, 1, 48_000, 16, dataBytes));
    assertThat(ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(40))
        .isEqualTo(dataBytes);
  }
}
