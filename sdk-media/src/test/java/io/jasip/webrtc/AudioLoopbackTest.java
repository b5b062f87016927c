package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AudioLoopbackTest {

  private final AudioLoopback loopback = new AudioLoopback();
  private final AudioSink sink = loopback.sink();
  private final AudioSource source = loopback.source();

  @Test
  void whatIsHeardComesBackFortyMillisecondsLater() {
    for (int i = 1; i <= 3; i++) {
      write(i);
      assertThat(read()).as("frame " + i).isZero();
    }
    for (int i = 4; i <= 100; i++) {
      write(i);
      assertThat(read()).isEqualTo(i - 3);
    }
  }

  @Test
  void silenceComesBackWhileNothingIsHeardAndTheSourceNeverEnds() {
    assertThat(read()).isZero();
    for (int i = 1; i <= 4; i++) {
      write(i);
    }
    assertThat(new int[] {read(), read(), read(), read(), read()}).containsExactly(1, 2, 3, 4, 0);
    write(5);
    assertThat(read()).as("the delay is built up anew").isZero();
  }

  @Test
  void theOldestIsDroppedWhenNobodyFetches() {
    for (int i = 1; i <= 1000; i++) {
      write(i);
    }
    assertThat(new int[] {read(), read(), read(), read(), read()})
        .containsExactly(997, 998, 999, 1000, 0);
  }

  private void write(int value) {
    PcmFrame frame = new PcmFrame();
    Arrays.fill(frame.samples(), (short) value);
    sink.write(frame);
  }

  private int read() {
    PcmFrame frame = new PcmFrame();
    Arrays.fill(frame.samples(), (short) -1);
    assertThat(source.read(frame)).isTrue();
    assertThat(frame.samples()).containsOnly(frame.samples()[0]);
    return frame.samples()[0];
  }
}
