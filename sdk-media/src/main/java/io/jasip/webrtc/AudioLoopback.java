package io.jasip.webrtc;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends back what it hears: the frames that its {@link #sink()} takes come out of its {@link
 * #source()} 40 ms later. At most {@value #CAPACITY} frames are kept; when they are not fetched,
 * the oldest are dropped.
 */
public final class AudioLoopback {

  private static final int CAPACITY = 16;
  private static final int DELAY = 4;

  private final short[][] ring = new short[CAPACITY][PcmFrame.SAMPLES];
  private final AtomicLong written = new AtomicLong();

  /** Touched by the reading thread alone. */
  private long read;

  /** Touched by the reading thread alone: whether the delay has been built up. */
  private boolean flowing;

  /** Makes an empty loop. */
  public AudioLoopback() {}

  /**
   * What takes the sound in.
   *
   * @return for one writing thread
   */
  public AudioSink sink() {
    return frame -> {
      long at = written.get();
      System.arraycopy(frame.samples(), 0, ring[(int) (at % CAPACITY)], 0, PcmFrame.SAMPLES);
      written.set(at + 1);
    };
  }

  /**
   * What gives the sound back.
   *
   * @return for one reading thread; never ends
   */
  public AudioSource source() {
    return frame -> {
      long available = written.get() - read;
      if (available > CAPACITY / 2) {
        read = written.get() - DELAY;
        available = DELAY;
      }
      flowing = flowing ? available > 0 : available >= DELAY;
      if (flowing) {
        System.arraycopy(ring[(int) (read % CAPACITY)], 0, frame.samples(), 0, PcmFrame.SAMPLES);
        read++;
      } else {
        frame.silence();
      }
      return true;
    };
  }
}
