package io.jasip.webrtc;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * One picture in I420: a plane of luma of full size, and two planes of chroma of half the width and
 * height, rounded up; one byte per sample, rows without gaps, in the range of ITU-R BT.601 (luma 16
 * to 235, chroma 16 to 240, 128 for grey). Not synchronised: whoever makes a frame writes it before
 * handing it over. Frames that are received belong to their receiver.
 */
public final class VideoFrame {

  /** The largest width and height. */
  public static final int MAX_SIZE = 8192;

  private final int width;
  private final int height;
  private final int rotation;
  private final long timestampNanos;
  private final byte[] y;
  private final byte[] u;
  private final byte[] v;

  /**
   * Makes a black frame, upright, without a timestamp.
   *
   * @param width in pixels, 2 to {@value #MAX_SIZE}
   * @param height in pixels, 2 to {@value #MAX_SIZE}
   * @throws IllegalArgumentException if a size is out of range; the message names it
   */
  public VideoFrame(int width, int height) {
    this(width, height, 0, 0);
  }

  /**
   * Makes a black frame.
   *
   * @param width in pixels, 2 to {@value #MAX_SIZE}
   * @param height in pixels, 2 to {@value #MAX_SIZE}
   * @param rotation degrees to turn it clockwise before it is shown: 0, 90, 180 or 270
   * @param timestampNanos when it was taken, in nanoseconds from a point that is fixed during a
   *     call
   * @throws IllegalArgumentException if a size or the rotation is out of range; the message names
   *     it
   */
  public VideoFrame(int width, int height, int rotation, long timestampNanos) {
    if (width < 2 || height < 2 || width > MAX_SIZE || height > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a video frame of " + width + "x" + height + " is not within 2 to " + MAX_SIZE);
    }
    if (rotation < 0 || rotation > 270 || rotation % 90 != 0) {
      throw new IllegalArgumentException(
          "a video frame turned by " + rotation + " degrees; take 0, 90, 180 or 270");
    }
    this.width = width;
    this.height = height;
    this.rotation = rotation;
    this.timestampNanos = timestampNanos;
    this.y = new byte[width * height];
    this.u = new byte[chromaWidth() * chromaHeight()];
    this.v = new byte[chromaWidth() * chromaHeight()];
    Arrays.fill(y, (byte) 16);
    Arrays.fill(u, (byte) 128);
    Arrays.fill(v, (byte) 128);
  }

  /**
   * Makes a frame of an image of Java.
   *
   * @param image at least 2x2; what is transparent counts as opaque
   * @return a frame of its size
   * @throws IllegalArgumentException if its size is out of range; the message names it
   */
  public static VideoFrame of(BufferedImage image) {
    VideoFrame frame = new VideoFrame(image.getWidth(), image.getHeight());
    for (int row = 0; row < frame.height; row++) {
      for (int column = 0; column < frame.width; column++) {
        frame.setRgb(column, row, image.getRGB(column, row));
      }
    }
    return frame;
  }

  /**
   * Width in pixels, before rotation.
   *
   * @return 2 to {@value #MAX_SIZE}
   */
  public int width() {
    return width;
  }

  /**
   * Height in pixels, before rotation.
   *
   * @return 2 to {@value #MAX_SIZE}
   */
  public int height() {
    return height;
  }

  /**
   * Width of a plane of chroma.
   *
   * @return half the width, rounded up
   */
  public int chromaWidth() {
    return (width + 1) / 2;
  }

  /**
   * Height of a plane of chroma.
   *
   * @return half the height, rounded up
   */
  public int chromaHeight() {
    return (height + 1) / 2;
  }

  /**
   * How far to turn it before it is shown.
   *
   * @return degrees clockwise: 0, 90, 180 or 270
   */
  public int rotation() {
    return rotation;
  }

  /**
   * When it was taken.
   *
   * @return nanoseconds from a point that is fixed during a call; 0 if its maker did not say
   */
  public long timestampNanos() {
    return timestampNanos;
  }

  /**
   * The luma, to be read or written in place.
   *
   * @return width times height bytes, row by row
   */
  public byte[] y() {
    return y;
  }

  /**
   * The blue difference, to be read or written in place.
   *
   * @return {@link #chromaWidth()} times {@link #chromaHeight()} bytes, row by row
   */
  public byte[] u() {
    return u;
  }

  /**
   * The red difference, to be read or written in place.
   *
   * @return {@link #chromaWidth()} times {@link #chromaHeight()} bytes, row by row
   */
  public byte[] v() {
    return v;
  }

  /**
   * Sets one pixel; its chroma is shared with its neighbours.
   *
   * @param column from 0 at the left
   * @param row from 0 at the top
   * @param rgb 8 bits each of red, green and blue
   * @throws IndexOutOfBoundsException if it lies outside
   */
  public void setRgb(int column, int row, int rgb) {
    int red = (rgb >> 16) & 255;
    int green = (rgb >> 8) & 255;
    int blue = rgb & 255;
    y[row * width + column] = (byte) (16 + ((66 * red + 129 * green + 25 * blue + 128) >> 8));
    int at = row / 2 * chromaWidth() + column / 2;
    u[at] = (byte) (128 + ((-38 * red - 74 * green + 112 * blue + 128) >> 8));
    v[at] = (byte) (128 + ((112 * red - 94 * green - 18 * blue + 128) >> 8));
  }

  /**
   * Reads one pixel.
   *
   * @param column from 0 at the left
   * @param row from 0 at the top
   * @return 8 bits each of red, green and blue
   * @throws IndexOutOfBoundsException if it lies outside
   */
  public int rgb(int column, int row) {
    int at = row / 2 * chromaWidth() + column / 2;
    int luma = 298 * ((y[row * width + column] & 255) - 16) + 128;
    int blueness = (u[at] & 255) - 128;
    int redness = (v[at] & 255) - 128;
    int red = clamp((luma + 409 * redness) >> 8);
    int green = clamp((luma - 100 * blueness - 208 * redness) >> 8);
    int blue = clamp((luma + 516 * blueness) >> 8);
    return (red << 16) | (green << 8) | blue;
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /**
   * Makes an image of Java, for a window or a file. The rotation is left to the caller.
   *
   * @return of type {@link BufferedImage#TYPE_INT_RGB}
   */
  public BufferedImage toImage() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        image.setRGB(column, row, rgb(column, row));
      }
    }
    return image;
  }
}
