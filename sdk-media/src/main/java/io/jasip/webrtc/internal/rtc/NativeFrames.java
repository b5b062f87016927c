package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.I420Buffer;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.jasip.webrtc.VideoFrame;
import java.nio.ByteBuffer;

/** Copies pictures to and from native memory, whose rows may be longer than the picture is wide. */
final class NativeFrames {

  private NativeFrames() {}

  /** Sends a picture on its way. */
  static void push(CustomVideoSource source, VideoFrame frame) {
    NativeI420Buffer buffer = NativeI420Buffer.allocate(frame.width(), frame.height());
    try {
      write(frame.y(), frame.width(), buffer.getDataY(), buffer.getStrideY());
      write(frame.u(), frame.chromaWidth(), buffer.getDataU(), buffer.getStrideU());
      write(frame.v(), frame.chromaWidth(), buffer.getDataV(), buffer.getStrideV());
      source.pushFrame(
          new dev.onvoid.webrtc.media.video.VideoFrame(
              buffer, frame.rotation(), frame.timestampNanos()));
    } finally {
      buffer.release();
    }
  }

  private static void write(byte[] plane, int width, ByteBuffer into, int stride) {
    for (int row = 0; row * width < plane.length; row++) {
      into.put(row * stride, plane, row * width, width);
    }
  }

  /** Copies a picture, and leaves its release to the caller. */
  static VideoFrame copy(dev.onvoid.webrtc.media.video.VideoFrame given) {
    I420Buffer buffer = given.buffer.toI420();
    VideoFrame frame =
        new VideoFrame(buffer.getWidth(), buffer.getHeight(), given.rotation, given.timestampNs);
    read(buffer.getDataY(), buffer.getStrideY(), frame.y(), frame.width());
    read(buffer.getDataU(), buffer.getStrideU(), frame.u(), frame.chromaWidth());
    read(buffer.getDataV(), buffer.getStrideV(), frame.v(), frame.chromaWidth());
    return frame;
  }

  private static void read(ByteBuffer from, int stride, byte[] plane, int width) {
    for (int row = 0; row * width < plane.length; row++) {
      from.get(row * stride, plane, row * width, width);
    }
  }
}
