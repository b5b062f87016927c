package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.ListenerHandle;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.Microphone;
import io.jasip.webrtc.PcmFrame;
import io.jasip.webrtc.Speaker;
import io.jasip.webrtc.VirtualDevices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the microphone of one party through Asterisk to the speaker of the other. */
class DevicesIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  private static VirtualDevices devices;

  @BeforeAll
  static void plugIn() {
    devices = VirtualDevices.start();
  }

  @AfterAll
  static void pullOut() {
    if (devices != null) {
      devices.close();
    }
  }

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_hears_on_his_speaker_what_alice_says_into_one_microphone_then_into_another(
      AsteriskServer pbx) {
    Path speech = pbx.speech();
    try (Speaker mouth1 = Speaker.open(VirtualDevices.device("voice1"));
        Speaker mouth2 = Speaker.open(VirtualDevices.device("voice2"));
        Microphone microphone = Microphone.open(VirtualDevices.device("mic1"));
        Speaker speaker = Speaker.open(VirtualDevices.device("ear1"));
        Listening atSpeaker = new Listening("ear1");
        Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", sounds(AudioOptions.builder().source(microphone)));
      Softphone.get(bob.awaitRinging().answer(sounds(AudioOptions.builder().sink(speaker))));
      Softphone.get(outgoing.answered());
      Loudness said = Loudness.of(AudioSource.wav(speech));

      ListenerHandle saying = mouth1.play(AudioSource.wav(speech));
      await("the speech")
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() -> assertThat(atSpeaker.loudness().likeness(said)).isGreaterThan(0.8));

      saying.remove();
      atSpeaker.ears.clear();
      mouth2.play(AudioSource.tone(1000, 0.5));
      atSpeaker.ears.awaitSilence();
      int offers = alice.sent("INVITE").size();
      microphone.use(VirtualDevices.device("mic2"));
      atSpeaker.ears.awaitTone(1000);
      assertThat(alice.sent("INVITE")).as("without a new offer").hasSize(offers);
    }
  }

  private static CallOptions sounds(AudioOptions.Builder options) {
    return CallOptions.builder().media(options.build()).build();
  }

  /** Hears what a speaker plays. */
  private static final class Listening implements AutoCloseable {

    final Ears ears = new Ears();
    private final Loudness loudness = new Loudness();
    private final Microphone at;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final PcmFrame frame = new PcmFrame();

    Listening(String speaker) {
      at = VirtualDevices.at(speaker);
      clock.scheduleAtFixedRate(this::hear, 10, 10, TimeUnit.MILLISECONDS);
    }

    private void hear() {
      at.read(frame);
      ears.write(frame);
      loudness.write(frame);
    }

    Loudness loudness() {
      return loudness;
    }

    @Override
    public void close() {
      clock.shutdownNow();
      at.close();
    }
  }
}
