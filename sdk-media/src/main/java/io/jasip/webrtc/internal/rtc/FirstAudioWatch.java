package io.jasip.webrtc.internal.rtc;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Looks for the first audio of the peer: every 10 ms in the first two seconds of a connection, when
 * somebody may be waiting for it, then less and less often, up to once a second. On the media
 * thread.
 */
final class FirstAudioWatch {

  private static final Duration FAST = Duration.ofMillis(10);
  private static final Duration SLOW = Duration.ofSeconds(1);

  /** Two seconds of looking fast. */
  private static final int FAST_LOOKS = 200;

  private final BiConsumer<Duration, Runnable> timer;
  private final BooleanSupplier connected;
  private final BooleanSupplier heard;
  private final Runnable found;
  private boolean watching;
  private boolean done;
  private int looks;
  private Duration pause = FAST;

  FirstAudioWatch(
      BiConsumer<Duration, Runnable> timer,
      BooleanSupplier connected,
      BooleanSupplier heard,
      Runnable found) {
    this.timer = timer;
    this.connected = connected;
    this.heard = heard;
    this.found = found;
  }

  /** The connection is there, or there again. */
  void connected() {
    looks = 0;
    pause = FAST;
    if (!watching && !done) {
      watching = true;
      timer.accept(pause, this::look);
    }
  }

  private void look() {
    if (heard.getAsBoolean()) {
      done = true;
      found.run();
    } else if (connected.getAsBoolean()) {
      if (++looks > FAST_LOOKS) {
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        pause = longer.compareTo(SLOW) > 0 ? SLOW : longer;
      }
      timer.accept(pause, this::look);
    } else {
      watching = false;
    }
  }
}
