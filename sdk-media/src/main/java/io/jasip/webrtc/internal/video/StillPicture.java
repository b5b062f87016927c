package io.jasip.webrtc.internal.video;

import io.jasip.webrtc.VideoFrame;
import io.jasip.webrtc.VideoSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** One picture again and again: a peer that joins late, or loses one, needs the next. */
public final class StillPicture implements VideoSource {

  private final VideoFrame frame;

  private StillPicture(VideoFrame frame) {
    this.frame = frame;
  }

  /** Reads an image file. */
  public static StillPicture read(Path file) {
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
    if (image == null) {
      throw new IllegalArgumentException(file + " is no image that Java reads; take PNG or JPEG");
    }
    return new StillPicture(VideoFrame.of(image));
  }

  @Override
  public VideoFrame next() {
    return frame;
  }

  @Override
  public int framesPerSecond() {
    return 5;
  }
}
