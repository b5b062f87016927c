package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.MediaDevices;
import dev.onvoid.webrtc.media.video.VideoCaptureCapability;
import dev.onvoid.webrtc.media.video.VideoDevice;
import dev.onvoid.webrtc.media.video.VideoDeviceSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.VideoFrame;
import io.jasip.webrtc.VideoSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A camera, which is on while a session uses it. Its pictures take the way of all others, so that a
 * call may change between cameras and other sources.
 */
public final class CameraSource implements VideoSource {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int RATE = 30;

  private final @Nullable String name;
  private volatile @Nullable VideoFrame newest;
  private @Nullable VideoDeviceSource device;
  private @Nullable VideoTrack track;
  private @Nullable FarEndVideo pictures;

  /**
   * Names a camera, which is not touched yet.
   *
   * @param name null for the first
   */
  public CameraSource(@Nullable String name) {
    this.name = name;
  }

  /** The names of the cameras of this machine. */
  public static List<String> names() {
    return devices().stream().map(VideoDevice::getName).toList();
  }

  private static List<VideoDevice> devices() {
    NativeLibrary.load();
    try {
      return MediaDevices.getVideoCaptureDevices();
    } catch (Error e) { // how the binding reports a failure
      throw failed("the cameras of this machine cannot be listed: " + e.getMessage(), e);
    }
  }

  @Override
  public @Nullable VideoFrame next() {
    VideoFrame frame = newest;
    newest = null;
    return frame;
  }

  @Override
  public int framesPerSecond() {
    return RATE;
  }

  /** Switches it on. On a media thread. */
  void begin(PeerConnectionFactory factory) {
    if (device != null) {
      throw failed("the camera is in use by another call; make a source for each", null);
    }
    VideoDevice chosen = choose();
    VideoDeviceSource opened = new VideoDeviceSource();
    try {
      opened.setVideoCaptureDevice(chosen);
      opened.setVideoCaptureCapability(capability(chosen));
      opened.start();
    } catch (Error | RuntimeException e) {
      opened.dispose();
      throw failed(
          "the camera \""
              + chosen.getName()
              + "\" cannot be switched on ("
              + e.getMessage()
              + "); another program may have it, or the permission is missing",
          e);
    }
    VideoTrack made = factory.createVideoTrack("camera", opened);
    device = opened;
    track = made;
    pictures = FarEndVideo.attach(made, frame -> newest = frame);
  }

  private VideoDevice choose() {
    List<VideoDevice> all = devices();
    return all.stream()
        .filter(each -> name == null || each.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                failed(
                    all.isEmpty()
                        ? "this machine has no camera; connect one, or take another source of video"
                        : "this machine has no camera \""
                            + name
                            + "\"; it has "
                            + String.join(", ", all.stream().map(VideoDevice::getName).toList()),
                    null));
  }

  private static VideoCaptureCapability capability(VideoDevice chosen) {
    VideoCaptureCapability wanted = new VideoCaptureCapability(WIDTH, HEIGHT, RATE);
    return MediaDevices.getVideoCaptureCapabilities(chosen).stream()
        .min(
            Comparator.comparingInt(
                each ->
                    Math.abs(each.width - WIDTH)
                        + Math.abs(each.height - HEIGHT)
                        + Math.abs(each.frameRate - RATE)))
        .orElse(wanted);
  }

  /** Switches it off. On the same thread; does nothing if it is off. */
  void end() {
    if (pictures != null) {
      pictures.detach();
      pictures = null;
    }
    VideoDeviceSource closing = device;
    if (closing != null) {
      Guard.run("Switching off the camera", closing::stop);
      if (track != null) {
        NativeHandles.release(NativeHandles.take(track));
        track = null;
      }
      Guard.run("Disposing the camera", closing::dispose);
      device = null;
    }
    newest = null;
  }

  private static MediaException failed(String sentence, @Nullable Throwable cause) {
    return new MediaException(Reason.VIDEO_DEVICE, sentence, cause);
  }
}
