package io.jasip.webrtc.internal.audio;

import io.jasip.ListenerHandle;
import io.jasip.media.MediaException;
import io.jasip.webrtc.AudioDeviceListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener of devices that come and go, on a daemon thread until it is removed. */
public final class DeviceWatch implements ListenerHandle {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceWatch.class);

  private final Process process;
  private final AudioDeviceListener listener;
  private volatile boolean removed;

  private DeviceWatch(AudioDeviceListener listener) {
    this.process = PulseClient.watch();
    this.listener = listener;
    Thread thread = new Thread(this::read, "jasip-device-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins. */
  public static DeviceWatch begin(AudioDeviceListener listener) {
    return new DeviceWatch(listener);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null && !removed; line = lines.readLine()) {
        tell(line);
      }
    } catch (IOException e) {
      LOG.debug("The watch of the devices ends: {}", e.toString());
    }
  }

  /** A line is like: Event 'new' on sink #3. */
  private void tell(String line) {
    if (!line.contains("'new'") && !line.contains("'remove'")) {
      return;
    }
    try {
      if (line.contains(" on source #")) {
        listener.onMicrophones(PulseClient.list(true, false));
      } else if (line.contains(" on sink #")) {
        listener.onSpeakers(PulseClient.list(false, false));
      }
    } catch (MediaException e) {
      LOG.warn("Devices have changed, but cannot be listed: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The listener of devices threw an exception; it hears the rest", e);
    }
  }

  @Override
  public void remove() {
    removed = true;
    process.destroy();
  }
}
