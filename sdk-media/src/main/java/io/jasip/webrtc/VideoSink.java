package io.jasip.webrtc;

/**
 * Where the pictures that a call receives go. Called on a thread of the call's video, one picture
 * at a time; may take its time, for pictures that come meanwhile are left out. What it throws is
 * logged once and changes nothing.
 */
@FunctionalInterface
public interface VideoSink {

  /**
   * Takes a picture. Its size may change from one to the next: the sender adapts it to the network.
   *
   * @param frame the receiver's to keep
   */
  void onFrame(VideoFrame frame);

  /**
   * Takes everything and keeps nothing.
   *
   * @return the sink
   */
  static VideoSink discard() {
    return frame -> {};
  }
}
