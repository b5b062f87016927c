package io.jasip.webrtc;

import io.jasip.Call;
import io.jasip.ListenerHandle;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * What an application can do with the sound of a call while it is up: replace what is sent, listen
 * to either direction, record, and watch the quality. All methods: any thread. After the call they
 * do nothing, and futures fail with {@link io.jasip.media.MediaException}.
 *
 * <pre>{@code
 * Path file = Path.of("call.wav");
 * CallAudio.of(call).thenAccept(audio -> audio.record(file, CallRecording.Sides.STEREO));
 * }</pre>
 */
public interface CallAudio {

  /**
   * The sound of a call.
   *
   * @param call whose user agent uses {@link WebRtcMedia}
   * @return completes on the application's executor; fails with {@link
   *     io.jasip.media.MediaException} while the call has no media yet or no more, or if another
   *     engine made it
   */
  static CompletableFuture<CallAudio> of(Call call) {
    return call.media(CallAudio.class);
  }

  /**
   * Sends another sound from now on.
   *
   * @param source asked for a frame every 10 ms while the call is up, not muted or held; silence
   *     follows its end
   * @throws IllegalStateException if the engine has sound devices, where the microphone is sent
   */
  void setSource(AudioSource source);

  /**
   * Listens to what is sent, beside the peer. Muted sound is silence.
   *
   * @param sink called on the audio thread
   * @return takes it away again
   * @throws IllegalStateException if the engine has sound devices, whose sound does not pass here
   */
  ListenerHandle addSentSink(AudioSink sink);

  /**
   * Listens to what is received, beside the sink of the call's {@link AudioOptions}.
   *
   * @param sink called on the audio thread
   * @return takes it away again
   */
  ListenerHandle addReceivedSink(AudioSink sink);

  /**
   * Begins to record. Several recordings may be made at once.
   *
   * @param file overwritten if it exists
   * @param sides what to record; with sound devices only {@link CallRecording.Sides#RECEIVED}
   * @return the recording, which ends with the call at the latest
   * @throws IllegalArgumentException if the file cannot be written; the message names it
   * @throws IllegalStateException if the engine has sound devices and what is sent is to be
   *     recorded, or if the call is over
   */
  CallRecording record(Path file, CallRecording.Sides sides);

  /**
   * How good the call has been from its beginning until now.
   *
   * @return completes on the media's own thread, or at once; fails with {@link
   *     io.jasip.media.MediaException} after the call
   */
  CompletableFuture<CallQuality> quality();

  /**
   * Watches the quality until the call ends.
   *
   * @param options how
   * @param listener told at each interval, and when quality or sound go and come back
   * @return ends the watch
   */
  ListenerHandle monitorQuality(QualityOptions options, QualityListener listener);
}
