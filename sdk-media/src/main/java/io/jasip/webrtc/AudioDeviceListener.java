package io.jasip.webrtc;

import io.jasip.webrtc.AudioDevices.AudioDevice;
import java.util.List;

/** Told when devices come and go. Called on a thread of its own, one at a time; may block. */
public interface AudioDeviceListener {

  /**
   * Microphones have come or gone.
   *
   * @param now all that there are
   */
  default void onMicrophones(List<AudioDevice> now) {}

  /**
   * Speakers have come or gone.
   *
   * @param now all that there are
   */
  default void onSpeakers(List<AudioDevice> now) {}
}
