package io.jasip.webrtc;

import io.jasip.webrtc.internal.rtc.CameraSource;
import io.jasip.webrtc.internal.video.StillPicture;
import io.jasip.webrtc.internal.video.TestPattern;
import io.jasip.webrtc.internal.video.Y4mFile;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the pictures that a call sends come from. Asked {@link #framesPerSecond()} times per second
 * on a thread of the call's video while the call sends video, muted or not; a picture that takes
 * longer comes late, and hurts no other call. What it throws is logged once, and no picture is sent
 * for it.
 *
 * <p>An application with pictures of its own hands out the newest:
 *
 * <pre>{@code
 * var newest = new java.util.concurrent.atomic.AtomicReference<>(new VideoFrame(640, 480));
 * VideoSource source = newest::get;
 * }</pre>
 */
@FunctionalInterface
public interface VideoSource {

  /**
   * The picture to send now.
   *
   * @return copied before the next call; null to send nothing, which leaves the last picture at the
   *     peer
   */
  @Nullable VideoFrame next();

  /**
   * How often to ask. Read once, when the source is taken into use.
   *
   * @return 1 to 60; the default is 25
   */
  default int framesPerSecond() {
    return 25;
  }

  /**
   * Eight bars of colour (white, yellow, cyan, green, magenta, red, blue, black from left to right)
   * with a white square that moves along the bottom.
   *
   * @param width in pixels, 16 to {@value VideoFrame#MAX_SIZE}
   * @param height in pixels, 16 to {@value VideoFrame#MAX_SIZE}
   * @return a source of 25 pictures per second that never ends
   * @throws IllegalArgumentException if a size is out of range; the message names it
   */
  static VideoSource testPattern(int width, int height) {
    return new TestPattern(width, height);
  }

  /**
   * The pictures of a file in YUV4MPEG2 (.y4m), such as {@code ffmpeg -i any.mp4 -pix_fmt yuv420p
   * file.y4m} makes, at the rate that it says. It is read piece by piece while the call is up.
   *
   * @param file with 8 bits per sample and chroma 4:2:0
   * @return a source that ends with the file: the last picture stays
   * @throws IllegalArgumentException if the file cannot be read or is not such a file; the message
   *     names it
   */
  static VideoSource y4m(Path file) {
    return Y4mFile.open(file);
  }

  /**
   * A still picture.
   *
   * @param file an image that Java reads: PNG, JPEG, GIF, BMP
   * @return a source of 5 pictures per second that never ends
   * @throws IllegalArgumentException if the file cannot be read or is not such a file; the message
   *     names it
   */
  static VideoSource image(Path file) {
    return StillPicture.read(file);
  }

  /**
   * The first camera of this machine, at the size and rate nearest to 640x480 and 30 per second.
   *
   * @return to be used in one call at a time. Without a camera the offer or answer that begins the
   *     video fails with a {@link io.jasip.media.MediaException} of reason VIDEO_DEVICE
   */
  static VideoSource camera() {
    return new CameraSource(null);
  }

  /**
   * A camera of this machine.
   *
   * @param name as {@link VideoDevices#cameras()} tells
   * @return like {@link #camera()}
   */
  static VideoSource camera(String name) {
    return new CameraSource(Objects.requireNonNull(name, "name"));
  }
}
