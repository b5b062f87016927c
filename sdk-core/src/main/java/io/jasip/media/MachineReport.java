package io.jasip.media;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a media engine found on this machine.
 *
 * @param libraryProblem why the native library cannot be loaded, with the way out; null if it can
 * @param usesDevices whether the engine takes microphone and speaker; if not, nothing below was
 *     looked at
 * @param audioProblem why the audio system cannot be used; null if it can
 * @param microphones the names of the microphones
 * @param speakers the names of the speakers
 * @param microphoneLevel how loud the default microphone was, root mean square in dB below full
 *     scale; -127 for digital silence; empty if that could not be measured
 */
public record MachineReport(
    @Nullable String libraryProblem,
    boolean usesDevices,
    @Nullable String audioProblem,
    List<String> microphones,
    List<String> speakers,
    OptionalDouble microphoneLevel) {

  /**
   * Copies the lists.
   *
   * @param libraryProblem why the native library cannot be loaded, with the way out; null if it can
   * @param usesDevices whether the engine takes microphone and speaker; if not, nothing below was
   *     looked at
   * @param audioProblem why the audio system cannot be used; null if it can
   * @param microphones the names of the microphones
   * @param speakers the names of the speakers
   * @param microphoneLevel how loud the default microphone was, root mean square in dB below full
   *     scale; -127 for digital silence; empty if that could not be measured
   */
  public MachineReport {
    microphones = List.copyOf(microphones);
    speakers = List.copyOf(speakers);
    Objects.requireNonNull(microphoneLevel, "microphoneLevel");
  }
}
