package io.jasip.webrtc;

import io.jasip.webrtc.internal.audio.JitterQueue;

/**
 * Sends back what it hears: the frames that its {@link #sink()} takes come out of its {@link
 * #source()} 40 ms later, whether in the same call (an echo) or in another, whose clock may differ:
 * then a frame is left out or silence put in now and then. When frames are not fetched, the oldest
 * are dropped. One thread may write while another reads; neither waits.
 */
public final class AudioLoopback {

  private final JitterQueue queue = new JitterQueue();

  /** Makes an empty loop. */
  public AudioLoopback() {}

  /**
   * What takes the sound in.
   *
   * @return for one writing thread
   */
  public AudioSink sink() {
    return frame -> queue.write(frame.samples());
  }

  /**
   * What gives the sound back.
   *
   * @return for one reading thread; never ends
   */
  public AudioSource source() {
    return frame -> {
      queue.read(frame.samples());
      return true;
    };
  }
}
