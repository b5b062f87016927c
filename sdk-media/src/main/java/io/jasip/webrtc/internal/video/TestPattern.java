package io.jasip.webrtc.internal.video;

import io.jasip.webrtc.VideoFrame;
import io.jasip.webrtc.VideoSource;

/** Colour bars, and a white square that moves. */
public final class TestPattern implements VideoSource {

  private static final int[] BARS = {
    0xffffff, 0xffff00, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0x0000ff, 0x000000
  };

  private static final int SMALLEST = 16;

  private final int width;
  private final int height;
  private int count;

  /** Makes a pattern; sizes are checked. */
  public TestPattern(int width, int height) {
    if (width < SMALLEST || height < SMALLEST) {
      throw new IllegalArgumentException(
          "a test pattern of " + width + "x" + height + " is smaller than 16x16");
    }
    this.width = width;
    this.height = height;
    draw(); // whatever is wrong with the size is said now
  }

  @Override
  public VideoFrame next() {
    VideoFrame frame = draw();
    count++;
    return frame;
  }

  private VideoFrame draw() {
    VideoFrame frame = new VideoFrame(width, height);
    int side = height / 8;
    int left = (int) ((long) count * side / 4 % Math.max(1, width - side));
    for (int row = 0; row < height; row++) {
      boolean bottom = row >= height - side;
      for (int column = 0; column < width; column++) {
        boolean square = bottom && column >= left && column < left + side;
        int colour = bottom ? square ? 0xffffff : 0x000000 : BARS[column * BARS.length / width];
        frame.setRgb(column, row, colour);
      }
    }
    return frame;
  }
}
