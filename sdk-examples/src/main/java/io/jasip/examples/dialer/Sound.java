package io.jasip.examples.dialer;

import io.jasip.CallOptions;
import io.jasip.webrtc.AudioLoopback;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.WavRecorder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a call sends, and where what it hears goes. Files are opened before anything is dialled. */
final class Sound implements AutoCloseable {

  private static final Duration TAIL = Duration.ofMillis(300);

  private final AudioOptions options;
  private final CompletableFuture<Void> sent;
  private final @Nullable WavRecorder recorder;

  private Sound(
      AudioOptions options, CompletableFuture<Void> sent, @Nullable WavRecorder recorder) {
    this.options = options;
    this.sent = sent;
    this.recorder = recorder;
  }

  /** Of the options of a command. */
  static Sound of(MediaArguments arguments, boolean echo) {
    arguments.duration(); // a wrong one is told before anything is dialled
    if (echo && (arguments.play != null || arguments.devices())) {
      throw new IllegalArgumentException("--echo excludes --play and --devices");
    }
    AudioOptions.Builder options = AudioOptions.builder();
    CompletableFuture<Void> sent = new CompletableFuture<>();
    if (arguments.play != null) {
      Playback playback = new Playback(AudioSource.wav(arguments.play), TAIL);
      options.source(playback);
      sent = playback.over();
    }
    WavRecorder recorder = arguments.record == null ? null : AudioSink.wav(arguments.record);
    if (echo) {
      AudioLoopback loopback = new AudioLoopback();
      options.source(loopback.source()).sink(both(loopback.sink(), recorder));
    } else if (recorder != null) {
      options.sink(recorder);
    }
    return new Sound(options.build(), sent, recorder);
  }

  private static AudioSink both(AudioSink one, @Nullable AudioSink other) {
    return other == null
        ? one
        : frame -> {
          one.write(frame);
          other.write(frame);
        };
  }

  CallOptions.Builder callOptions() {
    return CallOptions.builder().media(options);
  }

  /** Completes when there is nothing more to send; never for a sound without end. */
  CompletableFuture<Void> sent() {
    return sent;
  }

  @Override
  public void close() {
    if (recorder != null) {
      recorder.close();
    }
  }
}
