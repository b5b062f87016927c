package io.jasip.webrtc;

import io.jasip.Originator;
import io.jasip.media.SdpType;

/**
 * Changes session descriptions on their way: ours after it was made and before it is sent, the
 * peer's before it is checked and applied. Called on the media thread of the call; must not block.
 * An exception fails the operation.
 */
@FunctionalInterface
public interface DescriptionHook {

  /**
   * Changes a description, or gives it back as it is.
   *
   * @param from LOCAL for ours, REMOTE for the peer's
   * @param type offer or answer
   * @param sdp with CRLF line ends; ours has its candidates
   * @return the description to use, never null
   */
  String change(Originator from, SdpType type, String sdp);
}
