package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSoundTest {

  @TempDir Path folder;

  @Test
  void aStreamIsPlayedToItsEnd() throws Exception {
    Path file = Sounds.toneFile(folder.resolve("tone.wav"), 1000, 22_050, 24, 2);
    try (JavaSoundSource source =
        JavaSound.source(AudioSystem.getAudioInputStream(file.toFile()))) {
      ByteArrayOutputStream heard = new ByteArrayOutputStream();
      PcmFrame frame = new PcmFrame();
      await()
          .atMost(Party.PATIENCE)
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                boolean more = source.read(frame);
                for (short sample : frame.samples()) {
                  heard.write(sample);
                  heard.write(sample >> 8);
                }
                return !more;
              });
      short[] sound = shorts(heard.toByteArray());
      long loud = 0;
      for (short sample : sound) {
        loud += Math.abs(sample) > 1000 ? 1 : 0;
      }
      assertThat(loud).as("samples of a second of tone").isBetween(44_000L, 48_000L);
      assertThat(Goertzel.strongest(sound, 500, 1000, 2000)).isEqualTo(1000);
    }
  }

  @Test
  void aLineThatRecordsIsHeard() {
    AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);
    TargetDataLine microphone = mock();
    when(microphone.isOpen()).thenReturn(true);
    when(microphone.getFormat()).thenReturn(format);
    LinkedBlockingQueue<byte[]> recorded = new LinkedBlockingQueue<>();
    when(microphone.read(any(), anyInt(), anyInt()))
        .thenAnswer(
            call -> {
              byte[] next = recorded.take();
              System.arraycopy(next, 0, call.getArgument(0), call.getArgument(1), next.length);
              return next.length;
            });
    PcmFrame frame = new PcmFrame();
    JavaSoundSource heard;
    try (JavaSoundSource source = JavaSound.source(microphone)) {
      heard = source;
      Ear ear = new Ear();
      int[] at = {0};
      await()
          .atMost(Party.PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> {
                ByteBuffer tenMillis = ByteBuffer.allocate(320);
                for (int i = 0; i < 160; i++, at[0]++) {
                  tenMillis.putShort(
                      (short) (16_000 * Math.sin(2 * Math.PI * 1000 * at[0] / 16_000)));
                }
                recorded.add(tenMillis.array());
                assertThat(source.read(frame)).isTrue();
                ear.write(frame);
                return ear.hears(1000);
              });
    }
    assertThat(heard.read(frame)).isFalse();
  }

  @Test
  void aLineThatPlaysGetsItsOwnFormat() {
    AudioFormat format = new AudioFormat(8_000, 16, 2, true, false);
    SourceDataLine speaker = mock();
    when(speaker.isOpen()).thenReturn(true);
    when(speaker.getFormat()).thenReturn(format);
    ByteArrayOutputStream played = new ByteArrayOutputStream();
    when(speaker.write(any(), anyInt(), anyInt()))
        .thenAnswer(
            call -> {
              synchronized (played) {
                played.write(
                    call.<byte[]>getArgument(0), call.getArgument(1), call.<Integer>getArgument(2));
              }
              return call.getArgument(2);
            });
    try (JavaSoundSink sink = JavaSound.sink(speaker)) {
      AudioSource tone = AudioSource.tone(1000, 0.5);
      PcmFrame frame = new PcmFrame();
      await()
          .atMost(Party.PATIENCE)
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                tone.read(frame);
                sink.write(frame);
                synchronized (played) {
                  return played.size() > 20_000;
                }
              });
    }
    short[] sound;
    synchronized (played) {
      sound = shorts(played.toByteArray());
    }
    short[] left = new short[sound.length / 2];
    for (int i = 0; i < left.length; i++) {
      left[i] = sound[2 * i];
      assertThat(sound[2 * i + 1]).isEqualTo(left[i]);
    }
    assertThat(Goertzel.level(left)).isCloseTo(0.35, within(0.05));
    // 1 kHz at 8 kHz is an eighth of the rate, as is 6 kHz at the rate that Goertzel knows.
    assertThat(Goertzel.strongest(left, 1000, 3000, 6000)).isEqualTo(6000);
  }

  @Test
  void aLineThatIsStuckHoldsNoCallUpAndWhatIsLostIsCounted() {
    SourceDataLine speaker = mock();
    when(speaker.isOpen()).thenReturn(true);
    when(speaker.getFormat()).thenReturn(new AudioFormat(48_000, 16, 1, true, false));
    CountDownLatch stuck = new CountDownLatch(1);
    when(speaker.write(any(), anyInt(), anyInt()))
        .thenAnswer(
            call -> {
              stuck.await();
              return call.getArgument(2);
            });
    try (JavaSoundSink sink = JavaSound.sink(speaker)) {
      for (int i = 0; i < 100; i++) {
        sink.write(new PcmFrame());
      }
      // A tenth of a second waits in the queue, and the line may have taken one frame.
      assertThat(sink.dropped()).isBetween(89L, 90L);
    } finally {
      stuck.countDown();
    }
  }

  @Test
  void whatACallReceivesIsAStream() throws IOException {
    AudioSinkQueue queue = new AudioSinkQueue(Duration.ofSeconds(2));
    AudioSource tone = AudioSource.tone(440, 0.5);
    PcmFrame frame = new PcmFrame();
    for (int i = 0; i < 100; i++) {
      tone.read(frame);
      queue.write(frame);
    }
    try (AudioInputStream in = JavaSound.stream(queue)) {
      assertThat(in.getFormat()).isEqualTo(JavaSound.FORMAT);
      byte[] start = in.readNBytes(1001 * 2);
      queue.close();
      byte[] rest = in.readAllBytes();
      byte[] all = Arrays.copyOf(start, start.length + rest.length);
      System.arraycopy(rest, 0, all, start.length, rest.length);
      assertThat(shorts(all)).isEqualTo(Sounds.read(AudioSource.tone(440, 0.5), 100));
    }
  }

  @Test
  void aLineThatIsNotOpenOrHasAnotherFormatIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JavaSound.source(mock(TargetDataLine.class)))
        .withMessageContaining("open()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JavaSound.sink(mock(SourceDataLine.class)))
        .withMessageContaining("open()");
    SourceDataLine line = mock();
    when(line.isOpen()).thenReturn(true);
    when(line.getFormat()).thenReturn(new AudioFormat(8000, 8, 1, true, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JavaSound.sink(line))
        .withMessageContaining("16 bits");
  }

  private static short[] shorts(byte[] bytes) {
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
