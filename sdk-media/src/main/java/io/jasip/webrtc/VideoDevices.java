package io.jasip.webrtc;

import io.jasip.webrtc.internal.rtc.CameraSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The cameras of this machine. Any thread. */
public final class VideoDevices {

  private VideoDevices() {}

  /**
   * Lists the cameras.
   *
   * @return their names, for {@link VideoSource#camera(String)}; empty if there is none. Fails with
   *     a {@link io.jasip.media.MediaException} if the native library cannot be loaded or the
   *     system does not tell
   */
  public static CompletableFuture<List<String>> cameras() {
    return CompletableFuture.supplyAsync(CameraSource::names);
  }
}
