package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.media.MediaDirection;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.CallVideo;
import io.jasip.webrtc.VideoCodec;
import io.jasip.webrtc.VideoFrame;
import io.jasip.webrtc.VideoOptions;
import io.jasip.webrtc.VideoSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures that come back from Asterisk's echo. */
class VideoIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  private final AtomicReference<@Nullable VideoFrame> seen = new AtomicReference<>();

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  static Stream<Arguments> serversAndCodecs() {
    return servers()
        .flatMap(
            pbx ->
                Stream.of(VideoCodec.VP8, VideoCodec.H264).map(codec -> Arguments.of(pbx, codec)));
  }

  private VideoOptions bars(VideoCodec codec) {
    return VideoOptions.builder()
        .source(VideoSource.testPattern(320, 240))
        .sink(seen::set)
        .codecs(List.of(codec))
        .build();
  }

  /** Whether the picture has a yellow, a green and a red bar where the test pattern has them. */
  private boolean seesBars() {
    VideoFrame frame = seen.get();
    return frame != null
        && is(frame, 3, 0xffff00)
        && is(frame, 7, 0x00ff00)
        && is(frame, 11, 0xff0000);
  }

  private static boolean is(VideoFrame frame, int sixteenth, int colour) {
    int pixel = frame.rgb(sixteenth * frame.width() / 16, frame.height() / 3);
    return Stream.of(0, 8, 16)
        .allMatch(shift -> Math.abs(((pixel >> shift) & 255) - ((colour >> shift) & 255)) < 80);
  }

  @ParameterizedTest
  @MethodSource("serversAndCodecs")
  void alice_sees_her_picture_in_the_echo(AsteriskServer pbx, VideoCodec codec) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      CallOptions options =
          CallOptions.builder()
              .media(
                  AudioOptions.builder()
                      .source(AudioSource.tone(500, 0.5))
                      .sink(alice.ears)
                      .video(bars(codec))
                      .build())
              .build();
      Call call = Softphone.get(alice.ua.call("9999", options).answered());
      await().atMost(PATIENCE).until(this::seesBars);
      alice.ears.awaitTone(500);
      assertThat(alice.received("SIP/2.0 200"))
          .filteredOn(ok -> ok.contains("m=video"))
          .isNotEmpty()
          .allSatisfy(
              ok ->
                  assertThat(ok.substring(ok.indexOf("m=video")))
                      .contains(" " + codec.encodingName() + "/90000"));
      assertThat(Softphone.get(CallVideo.of(call)).direction()).isEqualTo(MediaDirection.SEND_RECV);
      Softphone.get(call.hangup());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_adds_video_and_drops_it(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.call("9999", 500);
      alice.ears.awaitTone(500);
      CallVideo video = Softphone.get(CallVideo.of(call));
      assertThat(Softphone.get(video.start(bars(VideoCodec.VP8))))
          .isEqualTo(MediaDirection.SEND_RECV);
      await().atMost(PATIENCE).until(this::seesBars);
      Softphone.get(video.stop());
      assertThat(video.direction()).isEqualTo(MediaDirection.INACTIVE);
      assertThat(alice.sent("INVITE").get(alice.sent("INVITE").size() - 1)).contains("m=video 0 ");
      alice.ears.awaitTone(500);
      Softphone.get(call.hangup());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void alice_drops_video_and_adds_it_again(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Call call = alice.call("9999", 500);
      CallVideo video = Softphone.get(CallVideo.of(call));
      for (VideoCodec codec : List.of(VideoCodec.VP8, VideoCodec.H264, VideoCodec.VP8)) {
        assertThat(Softphone.get(video.start(bars(codec)))).isEqualTo(MediaDirection.SEND_RECV);
        await().atMost(PATIENCE).until(this::seesBars);
        Softphone.get(video.stop());
        seen.set(null);
      }
      alice.ears.awaitTone(500);
      Softphone.get(call.hangup());
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void bob_sees_alice_who_adds_video_to_their_call(AsteriskServer pbx) {
    try (Softphone alice = Softphone.of(pbx, "250").register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call outgoing = alice.ua.call("251", alice.whistling(500));
      Call incoming = bob.answer(900);
      Softphone.get(outgoing.answered());
      alice.ears.awaitTone(900);
      CallVideo bobs = Softphone.get(CallVideo.of(incoming));
      Softphone.get(bobs.accept(VideoOptions.builder().sink(seen::set).offer(false).build()));
      Softphone.get(Softphone.get(CallVideo.of(outgoing)).start(bars(VideoCodec.VP8)));
      await().atMost(PATIENCE).until(this::seesBars);
      bob.ears.awaitTone(500);
      Softphone.get(outgoing.hangup());
    }
  }
}
