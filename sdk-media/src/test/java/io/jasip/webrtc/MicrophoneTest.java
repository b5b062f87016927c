package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.util.concurrent.CompletableFuture;
import javax.sound.sampled.AudioInputStream;
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
}
