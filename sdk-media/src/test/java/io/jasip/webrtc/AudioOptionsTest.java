package io.jasip.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AudioOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "opus, OPUS",
    "OPUS, OPUS",
    "g722, G722",
    "G722, G722",
    "pcmu, PCMU",
    "ulaw, PCMU",
    "ULaw, PCMU",
    "pcma, PCMA",
    "' alaw ', PCMA"
  })
  void aCodecIsFoundByTheNamesThatPeopleAndServersUse(String name, AudioCodec codec) {
    assertThat(AudioCodec.parse(name)).isEqualTo(codec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "speex", "g729", "opus/48000", "%s%n"})
  void aCodecThatIsNotKnownIsNamedWithTheKnownOnes(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AudioCodec.parse(name))
        .withMessageContaining("\"" + name + "\"")
        .withMessageContaining("opus")
        .withMessageContaining("g722")
        .withMessageContaining("ulaw")
        .withMessageContaining("alaw");
  }

  @Test
  void optionsThatSayNothingLeaveAllToTheEngine() {
    AudioOptions options = AudioOptions.builder().build();
    assertThat(options.source()).isNull();
    assertThat(options.sink()).isNull();
    assertThat(options.codecs()).isEmpty();
  }

  @Test
  void optionsKeepWhatTheyWereGiven() {
    AudioSource source = AudioSource.silence();
    AudioSink sink = AudioSink.discard();
    List<AudioCodec> codecs = new ArrayList<>(List.of(AudioCodec.PCMA, AudioCodec.OPUS));
    AudioOptions options = AudioOptions.builder().source(source).sink(sink).codecs(codecs).build();
    codecs.clear();
    assertThat(options.source()).isSameAs(source);
    assertThat(options.sink()).isSameAs(sink);
    assertThat(options.codecs()).containsExactly(AudioCodec.PCMA, AudioCodec.OPUS);
  }

  @Test
  void theEngineRefusesAConfigurationThatCannotWork() {
    WebRtcMedia.Builder builder = WebRtcMedia.builder();
    refused(() -> builder.codecs(List.of()), "codecs");
    refused(() -> builder.iceGatheringTimeout(Duration.ZERO), "iceGatheringTimeout PT0S");
    refused(() -> builder.iceGatheringTimeout(Duration.ofMillis(-1)), "PT-0.001S");
    refused(() -> builder.portRange(80, 90), "80 to 90");
    refused(() -> builder.portRange(40_000, 70_000), "40000 to 70000");
    refused(() -> builder.portRange(40_000, 40_000), "40000 to 40000");
    refused(() -> builder.maxSessions(0), "maxSessions 0");
  }

  private static void refused(Runnable setting, String named) {
    assertThatThrownBy(setting::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
