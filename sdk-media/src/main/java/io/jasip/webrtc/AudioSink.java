package io.jasip.webrtc;

import java.nio.file.Path;

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
