package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.media.MediaDevices;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.AudioDevices.AudioDevice;
import io.jasip.webrtc.internal.audio.PulseClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the audio system for its devices, on a thread that may be lost: the native call can hang for
 * ever.
 */
public final class DeviceList {

  private static final long TIMEOUT_MS = 800;

  private DeviceList() {}

  /**
   * Fails when no audio system answers, or when there is no such device.
   *
   * @param device null for the default
   * @throws MediaException of reason AUDIO_DEVICE
   */
  public static void require(boolean capture, @Nullable AudioDevice device) {
    PulseServer.requireOnLinux();
    if (!PulseClient.isUsed()) {
      return;
    }
    List<AudioDevice> devices = PulseClient.list(capture, true); // which shows that it answers
    if (device != null && devices.stream().noneMatch(each -> each.id().equals(device.id()))) {
      throw new MediaException(
          Reason.AUDIO_DEVICE,
          "there is no "
              + (capture ? "microphone" : "speaker")
              + " \""
              + device.id()
              + "\" any more; choose another by AudioDevices");
    }
  }

  /** Reads the microphones or the speakers. */
  public static CompletableFuture<List<AudioDevice>> read(boolean capture) {
    CompletableFuture<List<AudioDevice>> result = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                PulseServer.requireOnLinux();
                if (PulseClient.isUsed() && PulseClient.isInstalled()) {
                  result.complete(PulseClient.list(capture, false));
                  return;
                }
                NativeLibrary.load();
                result.complete(
                    (capture
                            ? MediaDevices.getAudioCaptureDevices()
                            : MediaDevices.getAudioRenderDevices())
                        .stream()
                            .map(each -> new AudioDevice(each.getName(), each.getDescriptor()))
                            .toList());
              } catch (Throwable e) { // native failures are Errors
                result.completeExceptionally(MediaThread.explain("cannot list devices", e));
              }
            },
            "jasip-audio-devices");
    reader.setDaemon(true);
    reader.start();
    return result
        .copy()
        .orTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .handle(
            (devices, failure) -> {
              if (failure == null) {
                return devices;
              }
              MediaException known = MediaThread.explain("cannot list devices", failure);
              throw known.reason() == Reason.AUDIO_DEVICE
                      || known.reason() == Reason.LIBRARY_NOT_LOADED
                  ? known
                  : new MediaException(
                      Reason.AUDIO_DEVICE, "the audio system does not answer", failure);
            });
  }
}
