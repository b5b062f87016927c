package io.jasip.media;

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
