package io.jasip.webrtc;

/**
 * Told how good a call is; see {@link CallAudio#monitorQuality}. Called on the executor of the
 * {@link QualityOptions}, one at a time and in order; may block, which delays only further events,
 * of which a thousand wait. What a method throws is logged once and changes nothing.
 */
public interface QualityListener {

  /**
   * The quality of the last interval. Called at the end of each, before the other methods.
   *
   * @param quality a snapshot
   */
  default void onQuality(CallQuality quality) {}

  /**
   * The quality has fallen below the threshold.
   *
   * @param quality the snapshot with which it did
   */
  default void onPoor(CallQuality quality) {}

  /**
   * The quality has recovered after {@link #onPoor}.
   *
   * @param quality the snapshot with which it did
   */
  default void onRecovered(CallQuality quality) {}

  /**
   * The sound of a direction has been missing for a while.
   *
   * @param problem what is missing
   * @param why what the cause may be, in a sentence
   */
  default void onAudioProblem(AudioProblem problem, String why) {}

  /**
   * What {@link #onAudioProblem} told is over.
   *
   * @param problem what was missing
   */
  default void onAudioRestored(AudioProblem problem) {}
}
