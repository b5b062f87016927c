package io.jasip.webrtc.internal.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.webrtc.AudioLoopback;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tones that are sent, and what is taken for their echo. */
class EchoTestTest {

  private static final int TWO_SECONDS = 200;

  private final EchoTest test = new EchoTest();
  private final PcmFrame frame = new PcmFrame();

  @Test
  void its_own_tones_are_recognized_and_the_delay_is_measured() {
    AudioLoopback line = new AudioLoopback(); // 40 ms
    AudioSource back = line.source();
    for (int i = 0; i < TWO_SECONDS; i++) {
      test.read(frame);
      line.sink().write(frame);
      back.read(frame);
      test.write(frame);
    }

    assertThat(test.echo().isHeard()).isTrue();
    assertThat(test.echo().tones()).isBetween(8, 10);
    assertThat(test.echo().delay()).isBetween(Duration.ofMillis(20), Duration.ofMillis(80));
    assertThat(test.receivedLevel()).isBetween(-15.0, -12.0);
    assertThat(test.sentLevel()).isBetween(-15.0, -12.0);
  }

  @Test
  void silence_is_no_echo() {
    hear(AudioSource.silence());

    assertThat(test.echo().tones()).isZero();
    assertThat(test.receivedLevel()).isEqualTo(-127);
  }

  @Test
  void a_tone_of_the_network_is_no_echo() {
    hear(AudioSource.tone(440, 0.5));

    assertThat(test.echo().isHeard()).isFalse();
    assertThat(test.receivedLevel()).isGreaterThan(-20);
  }

  @Test
  void one_of_its_own_tones_alone_is_no_echo() {
    hear(AudioSource.tone(720, 0.5));

    assertThat(test.echo().isHeard()).isFalse();
  }

  @Test
  void its_tones_in_another_order_are_no_echo() {
    AudioSource.Tone low = new AudioSource.Tone(720, Duration.ofMillis(200));
    AudioSource.Tone high = new AudioSource.Tone(1570, Duration.ofMillis(200));
    hear(AudioSource.tones(List.of(high, low, high, low, high, low, high, low, high, low)));

    assertThat(test.echo().isHeard()).isFalse();
  }

  private void hear(AudioSource source) {
    PcmFrame sent = new PcmFrame();
    for (int i = 0; i < TWO_SECONDS; i++) {
      test.read(sent);
      source.read(frame);
      test.write(frame);
    }
  }
}
