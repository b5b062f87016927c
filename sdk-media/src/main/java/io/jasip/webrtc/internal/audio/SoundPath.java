package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.AudioFanOut;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a call's sound between the application and the engine. What the application plugs in
 * may change at any time; the engine sees one source and one sink for as long as the call lives.
 */
public final class SoundPath {

  private static final Logger LOG = LoggerFactory.getLogger(SoundPath.class);
  private static final AudioSource SILENCE = AudioSource.silence();

  private final AudioFanOut sent = new AudioFanOut();
  private final AudioFanOut received = new AudioFanOut();
  private final PcmFrame quiet = new PcmFrame();
  private volatile AudioSource source = SILENCE;
  private volatile boolean muted;

  /** Touched by the capture thread alone. */
  private boolean complained;

  /** Begins in silence. */
  public SoundPath() {}

  /** Fills the next frame to send. On the capture thread; never ends, never throws. */
  public boolean send(PcmFrame frame) {
    AudioSource from = source;
    try {
      if (!from.read(frame)) {
        frame.silence();
        ended(from);
      }
    } catch (Throwable e) { // of the application, on a thread of native code
      frame.silence();
      complain(e);
    }
    sent.write(muted ? quiet : frame);
    return true;
  }

  private void complain(Throwable e) {
    if (!complained) {
      complained = true;
      LOG.error("The application's audio source threw an exception; silence is sent", e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // unless another was set meanwhile
  private synchronized void ended(AudioSource which) {
    if (source == which) {
      source = SILENCE;
    }
  }

  /** Replaces what is sent. */
  public synchronized void source(AudioSource next) {
    source = next;
  }

  /** Says whether the peer is sent silence instead of the source. */
  public void muted(boolean silent) {
    muted = silent;
  }

  /** Whether the peer is sent silence instead of the source. */
  public boolean isMuted() {
    return muted;
  }

  /** Those who listen to what is sent. */
  public AudioFanOut sent() {
    return sent;
  }

  /** Those who listen to what is received; this is what the engine writes to. */
  public AudioFanOut received() {
    return received;
  }
}
