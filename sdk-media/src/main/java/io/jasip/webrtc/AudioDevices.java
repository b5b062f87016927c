package io.jasip.webrtc;

import io.jasip.webrtc.internal.rtc.DeviceList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The microphones and speakers of this machine. All methods: any thread. */
public final class AudioDevices {

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
}
