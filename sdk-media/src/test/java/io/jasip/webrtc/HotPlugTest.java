package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.VirtualDevices.ids;
import static io.jasip.webrtc.VirtualDevices.patiently;
import static org.awaitility.Awaitility.await;

import io.jasip.ListenerHandle;
import io.jasip.webrtc.AudioDevices.AudioDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Virtual devices that are plugged in and pulled out. */
class HotPlugTest {

  @Test
  void aDeviceThatComesIsToldAndThatItGoesAgain() {
    try (VirtualDevices devices = VirtualDevices.start()) {
      List<String> late = new ArrayList<>();
      AtomicReference<List<String>> speakers = new AtomicReference<>(List.of());
      AtomicReference<List<String>> microphones = new AtomicReference<>(List.of());
      ListenerHandle listening =
          patiently(
              () ->
                  AudioDevices.addListener(
                      new AudioDeviceListener() {
                        @Override
                        public void onSpeakers(List<AudioDevice> now) {
                          speakers.set(ids(now));
                        }

                        @Override
                        public void onMicrophones(List<AudioDevice> now) {
                          microphones.set(ids(now));
                        }
                      }));
      // More than one: what changes before the watch has begun is not told, nor what changes while
      // the list cannot be read in time.
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                String next = "late" + System.nanoTime();
                late.add(next);
                devices.sink(next);
                devices.microphone(next + "-mic", next);
                return late.size() > 4
                    && speakers.get().contains(late.get(0))
                    && microphones.get().contains(late.get(0) + "-mic");
              });
      String first = late.get(0);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                if (!late.isEmpty()) {
                  devices.unplug(late.remove(0));
                }
                return !speakers.get().contains(first)
                    && !microphones.get().contains(first + "-mic");
              });
      listening.remove();
    }
  }
}
