package io.jasip.webrtc;

import io.jasip.webrtc.internal.audio.Resampler;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where the sound that a call receives goes. Given a frame every 10 ms on an audio thread, so it
 * must return well within that and must not block; what it throws is logged once and changes
 * nothing.
 */
@FunctionalInterface
public interface AudioSink {

  /**
   * Takes the next ten milliseconds.
   *
   * @param frame to be copied if it is to be kept
   */
  void write(PcmFrame frame);

  /**
   * Takes everything and keeps nothing.
   *
   * @return the sink
   */
  static AudioSink discard() {
    return frame -> {};
  }

  /**
   * Gives the sound at another rate than the 48 kHz of frames, for instance to a speech recognizer,
   * which mostly wants 16 kHz.
   *
   * <pre>{@code
   * BlockingQueue<short[]> heard = new LinkedBlockingQueue<>();
   * AudioSink ear = AudioSink.at(16_000, heard::add); // read by the recognizer's own thread
   * call.answer(CallOptions.builder().media(AudioOptions.builder().sink(ear).build()).build());
   * }</pre>
   *
   * @param sampleRate samples per second, 4000 to 768000
   * @param listener is given what has come, samples of 16 bits of one channel, in an array of its
   *     own: mostly 10 ms, at first less. On the audio thread, which it must not block
   * @return the sink, for one call
   * @throws IllegalArgumentException if the rate is not within its limits
   */
  static AudioSink at(int sampleRate, Consumer<short[]> listener) {
    if (sampleRate < 4_000 || sampleRate > 768_000) {
      throw new IllegalArgumentException(
          "sampleRate " + sampleRate + " is not within 4000 to 768000");
    }
    Resampler resampler = new Resampler(PcmFrame.SAMPLE_RATE, sampleRate);
    return frame -> {
      short[] converted = resampler.convert(frame.samples(), 0, PcmFrame.SAMPLES);
      if (converted.length > 0) {
        listener.accept(converted);
      }
    };
  }

  /**
   * Records into a WAV file of one channel, 16 bits, 48 kHz.
   *
   * @param file overwritten if it exists
   * @return a recorder, to be closed by the caller after the call
   * @throws IllegalArgumentException if the file cannot be written; the message names it
   */
  static WavRecorder wav(Path file) {
    return new WavRecorder(file);
  }
}
