package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

/** A microphone that is pulled out during a call. */
class MicrophoneTest {

  @Test
  void theAudioThreadDoesNotWaitWhileAnotherIsOpened() {
    JavaSoundSource pulledOut =
        new JavaSoundSource(
            new AudioInputStream(new ByteArrayInputStream(new byte[0]), JavaSound.FORMAT, 0), true);
    await().atMost(Party.PATIENCE).until(() -> !pulledOut.read(new PcmFrame()));
    Microphone microphone = new Microphone(pulledOut);
    synchronized (microphone) { // as use() does, which takes its time
      CompletableFuture<Boolean> read =
          CompletableFuture.supplyAsync(() -> microphone.read(new PcmFrame()));
      assertThat(read).succeedsWithin(Party.PATIENCE).isEqualTo(true);
    }
    microphone.close();
    assertThat(microphone.read(new PcmFrame())).isFalse();
  }

  @Test
  void theVolumeOfWhatIsSaidCanBeSet() {
    InputStream steady =
        new InputStream() {
          private boolean high;

          @Override
          public int read() {
            high = !high;
            return high ? 100 : 20; // 20 * 256 + 100
          }
        };
    JavaSoundSource voice =
        new JavaSoundSource(
            new AudioInputStream(steady, JavaSound.FORMAT, AudioSystem.NOT_SPECIFIED), false);
    Microphone microphone = new Microphone(voice);
    awaitLevel(microphone, 5220);
    microphone.setVolume(0.5);
    awaitLevel(microphone, 2610);
    microphone.setVolume(4);
    awaitLevel(microphone, 20_880);
    microphone.setMuted(true);
    awaitLevel(microphone, 0);
    microphone.setMuted(false);
    awaitLevel(microphone, 20_880);
    microphone.close();
  }

  private static void awaitLevel(Microphone microphone, int level) {
    PcmFrame frame = new PcmFrame();
    await()
        .atMost(Party.PATIENCE)
        .until(() -> microphone.read(frame) && frame.samples()[0] == level);
  }
}
