package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import java.util.List;

/**
 * Plays tones one after the other, each faded in and out over 5 ms so that it begins and ends
 * without a click.
 */
public final class ToneSequence implements AudioSource {

  private static final int FADE = PcmFrame.SAMPLE_RATE / 200;

  private final List<Tone> tones;
  private final double amplitude;
  private final boolean endless;
  private int index;
  private long position;
  private double phase;

  /**
   * Makes a sequence.
   *
   * @param amplitude 0 to 1, where 1 is full scale
   * @param endless whether it begins again after the last tone
   */
  public ToneSequence(List<Tone> tones, double amplitude, boolean endless) {
    if (!(amplitude >= 0 && amplitude <= 1)) { // NaN included
      throw new IllegalArgumentException("amplitude " + amplitude + " is not between 0 and 1");
    }
    this.tones = List.copyOf(tones);
    this.amplitude = amplitude;
    this.endless = endless;
  }

  @Override
  public boolean read(PcmFrame frame) {
    boolean sounded = false;
    short[] samples = frame.samples();
    for (int i = 0; i < samples.length; i++) {
      if (index >= tones.size()) {
        samples[i] = 0;
        continue;
      }
      sounded = true;
      samples[i] = next(tones.get(index));
    }
    return sounded;
  }

  private short next(Tone tone) {
    long length = Math.max(1, tone.duration().toMillis() * PcmFrame.SAMPLE_RATE / 1000);
    long edge = Math.min(position, length - 1 - position);
    double fade = Math.min(1.0, (double) edge / FADE);
    double value = tone.frequency() == 0 ? 0 : Math.sin(phase) * amplitude * fade;
    phase = (phase + 2 * Math.PI * tone.frequency() / PcmFrame.SAMPLE_RATE) % (2 * Math.PI);
    if (++position >= length) {
      position = 0;
      phase = 0;
      index = endless ? (index + 1) % tones.size() : index + 1;
    }
    return (short) Math.round(value * Short.MAX_VALUE);
  }
}
