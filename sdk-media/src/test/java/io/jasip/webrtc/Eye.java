package io.jasip.webrtc;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sees what a party receives, and knows a test pattern when it sees one. */
final class Eye implements VideoSink {

  private static final int[] BARS = {
    0xffffff, 0xffff00, 0x00ffff, 0x00ff00, 0xff00ff, 0xff0000, 0x0000ff, 0x000000
  };

  private final AtomicReference<@Nullable VideoFrame> newest = new AtomicReference<>();
  private final AtomicInteger frames = new AtomicInteger();

  @Override
  public void onFrame(VideoFrame frame) {
    newest.set(frame);
    frames.incrementAndGet();
  }

  int frames() {
    return frames.get();
  }

  @Nullable VideoFrame newest() {
    return newest.get();
  }

  void forget() {
    newest.set(null);
  }

  /** Whether the newest picture has the colour bars. */
  boolean seesBars() {
    VideoFrame frame = newest.get();
    if (frame == null) {
      return false;
    }
    for (int bar = 0; bar < BARS.length; bar++) {
      int seen = frame.rgb((2 * bar + 1) * frame.width() / 16, frame.height() / 3);
      if (!isNear(seen, BARS[bar])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the newest picture is black all over. */
  boolean seesBlack() {
    return sees(0x000000);
  }

  /** Whether the newest picture has one colour, at some places. */
  boolean sees(int colour) {
    VideoFrame frame = newest.get();
    if (frame == null) {
      return false;
    }
    for (int i = 1; i < 8; i++) {
      if (!isNear(frame.rgb(i * frame.width() / 8, i * frame.height() / 8), colour)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNear(int seen, int colour) {
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs(((seen >> shift) & 255) - ((colour >> shift) & 255)) > 70) {
        return false;
      }
    }
    return true;
  }
}
