package io.jasip.webrtc;

/**
 * What the engine does to the sound of a microphone before it is sent.
 *
 * @param echoCancellation takes out what the speaker plays
 * @param noiseSuppression takes out steady noise
 * @param gainControl evens out how loud people speak
 * @param highPassFilter takes out rumble
 */
public record AudioProcessing(
    boolean echoCancellation,
    boolean noiseSuppression,
    boolean gainControl,
    boolean highPassFilter) {

  /** Everything: for microphones. The default of {@link WebRtcMedia#devices()}. */
  public static final AudioProcessing ALL = new AudioProcessing(true, true, true, true);

  /** Nothing: for files, speech synthesis and tones. The default of headless engines. */
  public static final AudioProcessing NONE = new AudioProcessing(false, false, false, false);
}
