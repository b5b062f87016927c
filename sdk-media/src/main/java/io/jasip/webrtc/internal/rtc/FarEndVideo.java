package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the pictures of a track. On the native thread that makes them it copies, hands on, and
 * frees; it takes no lock.
 */
final class FarEndVideo implements VideoTrackSink {

  private static final Logger LOG = LoggerFactory.getLogger(FarEndVideo.class);

  private final VideoTrack track;
  private final Consumer<io.jasip.webrtc.VideoFrame> pictures;
  private final AtomicBoolean complained = new AtomicBoolean();

  private FarEndVideo(VideoTrack track, Consumer<io.jasip.webrtc.VideoFrame> pictures) {
    this.track = track;
    this.pictures = pictures;
  }

  /** Begins to watch a track, which is kept alive until {@link #detach}. */
  static FarEndVideo attach(VideoTrack track, Consumer<io.jasip.webrtc.VideoFrame> pictures) {
    NativeHandles.retain(track);
    FarEndVideo attached = new FarEndVideo(track, pictures);
    track.addSink(attached);
    return attached;
  }

  /** Whether this watches a track, of which every request brings a new object. */
  boolean isOf(VideoTrack other) {
    return NativeHandles.peek(track) == NativeHandles.peek(other);
  }

  /** Ends it; to be called once. */
  void detach() {
    Guard.run("Removing the video sink", () -> track.removeSink(this));
    NativeHandles.release(NativeHandles.take(track));
  }

  @Override
  public void onVideoFrame(VideoFrame frame) {
    try {
      try {
        pictures.accept(NativeFrames.copy(frame));
      } finally {
        frame.release();
      }
    } catch (Throwable e) { // an exception that reaches native code aborts the process
      if (complained.compareAndSet(false, true)) {
        LOG.error("A picture was lost: {}; this is said once", e.toString());
      }
    }
  }
}
