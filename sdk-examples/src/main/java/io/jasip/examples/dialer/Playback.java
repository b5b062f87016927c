package io.jasip.examples.dialer;

import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Sends a sound and tells when all of it has left. */
final class Playback implements AudioSource {

  private static final int FRAME_MS = 10;

  private final AudioSource sound;
  private final long tail;
  private final CompletableFuture<Long> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  /** Touched by the audio thread alone. */
  private long silent;

  /**
   * Prepares.
   *
   * @param tail silence after the sound, so that its end is not cut off on the way
   */
  Playback(AudioSource sound, Duration tail) {
    this.sound = sound;
    this.tail = Math.max(1, tail.toMillis() / FRAME_MS);
  }

  @Override
  public boolean read(PcmFrame frame) {
    if (silent == 0 && sound.read(frame)) {
      begun.complete(System.nanoTime());
      return true;
    }
    frame.silence();
    if (++silent == tail) {
      over.complete(null);
    }
    return true;
  }

  /** Completes with {@link System#nanoTime()} when the first of the sound leaves. */
  CompletableFuture<Long> begun() {
    return begun;
  }

  /** Completes when the sound and its tail are over. */
  CompletableFuture<Void> over() {
    return over;
  }
}
