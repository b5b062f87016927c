package io.jasip.webrtc;

import io.jasip.Call;
import io.jasip.ListenerHandle;
import io.jasip.media.MediaDirection;
import java.util.concurrent.CompletableFuture;

/**
 * The video of a call. It may be there from the beginning ({@link AudioOptions.Builder#video}), or
 * be added to a running call by a new offer, and dropped again; the sound is not touched. All
 * methods: any thread. Futures complete on the media's own thread, which must not be blocked; after
 * the call they fail with {@link io.jasip.media.MediaException}.
 *
 * <pre>{@code
 * javax.swing.JLabel window = new javax.swing.JLabel();
 * VideoOptions options =
 *     VideoOptions.builder()
 *         .source(VideoSource.camera())
 *         .sink(frame -> window.setIcon(new javax.swing.ImageIcon(frame.toImage())))
 *         .build();
 * CallVideo.of(call).thenCompose(video -> video.start(options));
 * }</pre>
 */
public interface CallVideo {

  /**
   * The video of a call, which need not have any yet.
   *
   * @param call whose user agent uses {@link WebRtcMedia}
   * @return completes on the application's executor; fails with {@link
   *     io.jasip.media.MediaException} while the call has no media yet or no more, or if another
   *     engine made it
   */
  static CompletableFuture<CallVideo> of(Call call) {
    return call.media(CallVideo.class);
  }

  /**
   * Adds video to the call, or changes the video that it has: offers it by re-INVITE or UPDATE (RFC
   * 3264 section 8.1). A peer that wants none leaves a call with sound.
   *
   * <p>Video that comes back after {@link #stop()} takes the m-line of the former (RFC 8829 section
   * 5.2.2). A second after pictures begin to be sent a whole one is sent again, for peers that have
   * missed the first and do not ask for another, as Asterisk's Echo.
   *
   * @param options source, sink and codecs; codecs of video that is there already stay
   * @return completes when the peer has answered, with what was agreed: {@link
   *     MediaDirection#INACTIVE} if it takes no video. Fails with {@link
   *     io.jasip.RequestFailedException} if it refuses the offer as a whole, which leaves the call
   *     as it was, and with {@link io.jasip.media.MediaException} of reason VIDEO_DEVICE if the
   *     camera cannot be used
   */
  CompletableFuture<MediaDirection> start(VideoOptions options);

  /**
   * Drops the video: sends and takes no more pictures at once, and offers it with port 0 (RFC 3264
   * section 8.2). From then on video that the peer offers is refused.
   *
   * @return completes when the peer has answered, at once if there is no video; fails with {@link
   *     io.jasip.RequestFailedException} if the peer refuses the offer, where the video is dropped
   *     on this side all the same
   */
  CompletableFuture<Void> stop();

  /**
   * Takes video whenever the peer offers it from now on, without offering it.
   *
   * @param options source, sink and codecs
   * @return completes when in force
   */
  CompletableFuture<Void> accept(VideoOptions options);

  /**
   * Sends other pictures from now on, without a new offer.
   *
   * @param source the new one
   * @return completes when it is in use; fails with {@link io.jasip.media.MediaException} if the
   *     video has no source yet, for then {@link #start} is due, or if the camera cannot be used
   */
  CompletableFuture<Void> setSource(VideoSource source);

  /**
   * Sends black pictures instead of the source's, or stops doing so. No new offer.
   *
   * @param muted whether to send black
   * @return completes when in force; holds for video that is added later too
   */
  CompletableFuture<Void> setMuted(boolean muted);

  /**
   * Receives pictures, beside the sink of the options.
   *
   * @param sink called as {@link VideoSink} says
   * @return takes it away again
   */
  ListenerHandle addReceivedSink(VideoSink sink);

  /**
   * Hears of changes.
   *
   * @param listener told from now on
   * @return takes it away again
   */
  ListenerHandle addListener(VideoListener listener);

  /**
   * What was agreed last.
   *
   * @return as seen from this side; {@link MediaDirection#INACTIVE} without video
   */
  MediaDirection direction();
}
