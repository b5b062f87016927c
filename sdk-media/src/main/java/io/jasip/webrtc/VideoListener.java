package io.jasip.webrtc;

import io.jasip.media.MediaDirection;

/**
 * Told what becomes of a call's video. Called on the media's own thread; must not block. What a
 * method throws is logged and changes nothing.
 */
public interface VideoListener {

  /**
   * The parties have agreed on something new.
   *
   * @param direction as seen from this side; {@link MediaDirection#INACTIVE} if there is no video
   *     any more, or if it is on hold
   */
  default void onDirection(MediaDirection direction) {}

  /**
   * The peer has offered video, and it was refused because this side had not asked for it. {@link
   * CallVideo#start} takes it up.
   */
  default void onOffered() {}
}
