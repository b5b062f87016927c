package io.jasip.webrtc;

import io.jasip.webrtc.AudioSource.Tone;
import io.jasip.webrtc.internal.audio.ToneSequence;
import java.time.Duration;
import java.util.List;

/** What a telephone lets its user hear (ITU-T E.180, as in most of Europe). */
public enum ProgressTone {
  /** The line is free. */
  DIAL(on(425, 1000)),
  /** The callee's phone rings. */
  RINGBACK(on(425, 1000), off(4000)),
  /** The callee is busy. */
  BUSY(on(425, 500), off(500)),
  /** The network is busy, or the call failed. */
  CONGESTION(on(425, 250), off(250)),
  /** Another call comes in. */
  CALL_WAITING(on(425, 200), off(200), on(425, 200), off(5000)),
  /** A call comes in. */
  RING(on(880, 200), on(660, 200), on(880, 200), on(660, 200), off(2200));

  private static final double AMPLITUDE = 0.25;

  @SuppressWarnings("ImmutableEnumChecker") // the list is, only its type is not
  private final List<Tone> tones;

  ProgressTone(Tone... tones) {
    this.tones = List.of(tones);
  }

  private static Tone on(double frequency, long millis) {
    return new Tone(frequency, Duration.ofMillis(millis));
  }

  private static Tone off(long millis) {
    return new Tone(0, Duration.ofMillis(millis));
  }

  /**
   * The sound, for {@link Speaker#play} or a call.
   *
   * @return without end, a quarter of full scale
   */
  public AudioSource source() {
    return new ToneSequence(tones, AMPLITUDE, true);
  }
}
