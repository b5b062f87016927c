package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.PcmFrame;
import java.util.Arrays;

/**
 * Carries frames from the clock of one call to that of another. It begins to give them when {@value
 * #DELAY} are there, and again so whenever it has run dry. When the writer's clock is the faster
 * one, the queue never gets as empty as it should within a second; then two frames are blended into
 * one. One writing thread, one reading thread, no lock.
 */
public final class JitterQueue {

  /** Frames that are collected before the first is given: 40 ms. */
  public static final int DELAY = 4;

  private static final int CAPACITY = 16;
  private static final int TOO_MANY = CAPACITY / 2;
  private static final int WINDOW = 100;
  private static final int SAMPLES = PcmFrame.SAMPLES;

  private final short[][] ring = new short[CAPACITY][SAMPLES];
  private volatile long written;

  /** From here on all is touched by the reading thread alone. */
  private long read;

  private boolean flowing;
  private long fewest = Long.MAX_VALUE;
  private int sinceCheck;
  private long dropped;
  private long missed;

  /** Makes an empty queue. */
  public JitterQueue() {}

  /** Takes a frame; never waits, the oldest gives way. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
  public void write(short[] samples) {
    System.arraycopy(samples, 0, ring[(int) (written % CAPACITY)], 0, SAMPLES);
    written++;
  }

  /** Gives a frame, silence if there is none, and says whether there was one. */
  public boolean read(short[] to) {
    long available = written - read;
    if (available > TOO_MANY) {
      dropped += available - DELAY;
      read += available - DELAY;
      available = DELAY;
      restartWindow();
    }
    boolean dry = flowing && available == 0;
    flowing = flowing ? available > 0 : available >= DELAY;
    if (!flowing) {
      missed += dry ? 1 : 0;
      Arrays.fill(to, (short) 0);
      restartWindow();
      return false;
    }
    System.arraycopy(ring[(int) (read++ % CAPACITY)], 0, to, 0, SAMPLES);
    keepUp(available - 1, to);
    return true;
  }

  private void keepUp(long left, short[] to) {
    fewest = Math.min(fewest, left);
    if (++sinceCheck < WINDOW) {
      return;
    }
    if (fewest >= DELAY && left > 0) {
      short[] next = ring[(int) (read++ % CAPACITY)];
      for (int i = 0; i < SAMPLES; i++) {
        to[i] = (short) ((to[i] * (SAMPLES - i) + next[i] * i) / SAMPLES);
      }
      dropped++;
    }
    restartWindow();
  }

  private void restartWindow() {
    fewest = Long.MAX_VALUE;
    sinceCheck = 0;
  }

  /** Frames that were left out because the writer was ahead. The reading thread. */
  public long dropped() {
    return dropped;
  }

  /** How often the queue ran dry. The reading thread. */
  public long missed() {
    return missed;
  }
}
