package io.jasip.webrtc;

import io.jasip.webrtc.internal.audio.ToneSequence;
import io.jasip.webrtc.internal.audio.WavFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Where the sound that a call sends comes from. Asked for a frame every 10 ms on an audio thread,
 * so it must return well within that and must not block; while it throws, silence is sent.
 */
@FunctionalInterface
public interface AudioSource {

  /**
   * Fills the next ten milliseconds.
   *
   * @param frame to write all samples of
   * @return false if there is no more sound, now and for good: silence is sent from then on
   */
  boolean read(PcmFrame frame);

  /**
   * Silence.
   *
   * @return a source that never ends
   */
  static AudioSource silence() {
    return frame -> {
      frame.silence();
      return true;
    };
  }

  /**
   * A tone.
   *
   * @param frequency in hertz, more than 0 and less than 24000
   * @param amplitude 0 to 1, where 1 is full scale
   * @return a source that never ends
   */
  static AudioSource tone(double frequency, double amplitude) {
    return new ToneSequence(List.of(new Tone(frequency, Duration.ofDays(1))), amplitude, true);
  }

  /**
   * A sequence of tones, at half of full scale.
   *
   * @param tones in order; a frequency of 0 is a pause
   * @return a source that ends after the last tone
   */
  static AudioSource tones(List<Tone> tones) {
    return new ToneSequence(tones, 0.5, false);
  }

  /**
   * The sound of a WAV file, read at once and converted to one channel of 48 kHz.
   *
   * @param file with PCM of 8 to 32 bits or floating point, A-law or mu-law, any rate, one or more
   *     channels
   * @return a source that ends with the file
   * @throws IllegalArgumentException if the file cannot be read or is not such a file; the message
   *     names it
   */
  static AudioSource wav(Path file) {
    return WavFile.read(file).source();
  }

  /**
   * A tone of a sequence.
   *
   * @param frequency in hertz, 0 for a pause
   * @param duration how long it sounds
   */
  record Tone(double frequency, Duration duration) {

    /**
     * Checks the frequency.
     *
     * @param frequency in hertz, 0 for a pause
     * @param duration how long it sounds
     */
    public Tone {
      if (!(frequency >= 0 && frequency < PcmFrame.SAMPLE_RATE / 2.0)) { // NaN included
        throw new IllegalArgumentException(
            "tone of " + frequency + " Hz cannot be played; take 0 to 24000");
      }
    }
  }
}
