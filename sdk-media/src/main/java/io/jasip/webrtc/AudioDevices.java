package io.jasip.webrtc;

import io.jasip.ListenerHandle;
import io.jasip.media.MediaException;
import io.jasip.webrtc.internal.audio.DeviceWatch;
import io.jasip.webrtc.internal.audio.PulseClient;
import io.jasip.webrtc.internal.rtc.DeviceList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The microphones and speakers of this machine. All methods: any thread. */
public final class AudioDevices {

  private static volatile @Nullable AudioDevice microphone;
  private static volatile @Nullable AudioDevice speaker;

  private AudioDevices() {}

  /**
   * A microphone or a speaker.
   *
   * @param name as the audio system shows it
   * @param id as the audio system knows it
   */
  public record AudioDevice(String name, String id) {}

  /**
   * Lists the microphones.
   *
   * @return the list, possibly empty; fails with a {@link io.jasip.media.MediaException} of reason
   *     AUDIO_DEVICE, in less than a second, when no audio system answers
   */
  public static CompletableFuture<List<AudioDevice>> microphones() {
    return DeviceList.read(true);
  }

  /**
   * Lists the speakers.
   *
   * @return the list, possibly empty; fails with a {@link io.jasip.media.MediaException} of reason
   *     AUDIO_DEVICE, in less than a second, when no audio system answers
   */
  public static CompletableFuture<List<AudioDevice>> speakers() {
    return DeviceList.read(false);
  }

  /**
   * Sets which microphone {@link Microphone#open} takes when none is named.
   *
   * @param device null, as at first, for the default of the system
   */
  public static void setDefaultMicrophone(@Nullable AudioDevice device) {
    microphone = device;
  }

  /**
   * Sets which speaker {@link Speaker#open} takes when none is named.
   *
   * @param device null, as at first, for the default of the system
   */
  public static void setDefaultSpeaker(@Nullable AudioDevice device) {
    speaker = device;
  }

  static @Nullable AudioDevice microphoneOr(@Nullable AudioDevice named) {
    return named == null ? microphone : named;
  }

  static @Nullable AudioDevice speakerOr(@Nullable AudioDevice named) {
    return named == null ? speaker : named;
  }

  /**
   * Listens for devices that come and go. On Linux only, with PulseAudio or PipeWire.
   *
   * @param listener told on a daemon thread of its own
   * @return ends it
   * @throws MediaException of reason AUDIO_DEVICE when no audio system answers, or on another
   *     operating system
   */
  public static ListenerHandle addListener(AudioDeviceListener listener) {
    if (!PulseClient.isUsed()) {
      throw new MediaException(
          MediaException.Reason.AUDIO_DEVICE,
          "devices that come and go are told on Linux only; list them when they are needed");
    }
    DeviceList.require(true, null);
    return DeviceWatch.begin(listener);
  }
}
