package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.jasip.webrtc.internal.audio.WavWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
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
  void theFileCanBePlayedWhileTheCallIsUp() throws IOException {
    Path file = folder.resolve("call.wav");
    try (WavRecorder recorder = AudioSink.wav(file)) {
      AudioSource tone = AudioSource.tone(440, 0.5);
      PcmFrame frame = new PcmFrame();
      for (int i = 0; i < 130; i++) {
        tone.read(frame);
        recorder.write(frame);
      }
      await().atMost(Party.PATIENCE).until(() -> Files.size(file) > 44);
      await()
          .atMost(Party.PATIENCE)
          .untilAsserted(() -> assertHeader(file, 130 * PcmFrame.SAMPLES * 2));
      assertThat(Sounds.readAll(AudioSource.wav(file))).hasSize(130 * PcmFrame.SAMPLES);
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

  @Test
  void aFullDiskIsToldOnceAndKeepsWhatWasWritten() throws IOException {
    Path file = folder.resolve("call.wav");
    WavWriter disk = new WavWriter(new SmallDisk(file, 44 + 2 * PcmFrame.SAMPLES * 2), 1);
    WavRecorder recorder = new WavRecorder(file, disk);
    recorder.write(new PcmFrame());
    recorder.write(new PcmFrame());
    await().atMost(Party.PATIENCE).until(() -> Files.size(file) == 44 + 2 * PcmFrame.SAMPLES * 2);
    recorder.write(new PcmFrame());
    assertThat(recorder.finished())
        .failsWithin(Party.PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IOException.class)
        .withMessageContaining("\"" + file + "\" cannot be written any more: No space left");
    recorder.write(new PcmFrame()); // the call goes on
    recorder.close();
    assertHeader(file, 2 * PcmFrame.SAMPLES * 2);
  }

  @Test
  void aDiskThatIsFullFromTheBeginningIsNamed() {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AudioSink.wav(full))
        .withMessageContaining("\"/dev/full\" cannot be written");
  }

  @Test
  void aProcessThatIsKilledLeavesAFileThatCanBePlayed() throws Exception {
    Path file = folder.resolve("killed.wav");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessRecording.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("child.log").toFile())
            .start();
    try {
      // The header comes after the samples that it promises.
      await().atMost(Party.PATIENCE).until(() -> Files.exists(file) && promised(file) > 50_000);
    } finally {
      child.destroyForcibly().waitFor(); // SIGKILL
    }
    short[] sound = Sounds.readAll(AudioSource.wav(file));
    assertThat(sound.length).isGreaterThan(20_000);
    assertThat(Goertzel.amplitude(sound, 440)).isCloseTo(0.5, within(0.05));
    assertThat(Files.size(file)).isGreaterThanOrEqualTo(44 + promised(file));
  }

  /** How many bytes of samples the header says there are; none while there is no header. */
  private static int promised(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    return all.length < 44 ? 0 : ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(40);
  }

  /** What the child process does. */
  static final class EndlessRecording {
    public static void main(String[] file) {
      WavRecorder recorder = AudioSink.wav(Path.of(file[0]));
      AudioSource tone = AudioSource.tone(440, 0.5);
      PcmFrame frame = new PcmFrame();
      while (true) {
        tone.read(frame);
        recorder.write(frame);
        LockSupport.parkNanos(2_000_000);
      }
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
