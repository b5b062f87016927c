package io.jasip.media;

import java.util.concurrent.CompletableFuture;

/**
 * Told what happens to a {@link MediaSession}. Called on the session's own thread, in order; must
 * not block. An exception that a method throws is logged and changes nothing.
 */
public interface MediaListener {

  /**
   * The media's transport changed its state.
   *
   * @param state the new state
   */
  default void onState(MediaState state) {}

  /** The first audio packet of the peer has arrived. Called at most once. */
  default void onFirstAudio() {}

  /**
   * The peer pressed a key and the engine heard it in the audio.
   *
   * @param digit one of {@code 0-9 A-D * #}
   */
  default void onDtmf(char digit) {}

  /**
   * The session wants to change what it has agreed with the peer, as by adding video: a new offer
   * is to be made of {@link MediaSession#createOffer()}, by re-INVITE (W3C WebRTC's
   * negotiationneeded). One at a time is under way; it waits its turn.
   *
   * @return completes when the peer has answered and the answer is in force; fails, by default at
   *     once, if it refuses, if the call ends first, or if nobody makes offers here. May complete
   *     on any thread
   */
  default CompletableFuture<Void> onNegotiationNeeded() {
    return CompletableFuture.failedFuture(
        new MediaException(
            MediaException.Reason.NEGOTIATION, "nobody makes a new offer for this media session"));
  }

  /**
   * Something is wrong with the media, and the session goes on.
   *
   * @param warning what was observed, such as {@link MediaException.Reason#NO_AUDIO}, and the way
   *     out
   */
  default void onWarning(MediaException warning) {}

  /**
   * The session can no longer work. Where the transport is what failed, this comes right before
   * {@link MediaState#FAILED}.
   *
   * @param problem what happened, and the way out
   */
  default void onProblem(MediaException problem) {}
}
