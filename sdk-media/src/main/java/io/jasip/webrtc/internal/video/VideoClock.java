package io.jasip.webrtc.internal.video;

import io.jasip.webrtc.VideoFrame;
import io.jasip.webrtc.VideoSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a source for its pictures at its rate, on a thread of its own: the source is the
 * application's, and may take its time or never return. To be used on one thread.
 */
public final class VideoClock {

  private static final Logger LOG = LoggerFactory.getLogger(VideoClock.class);

  private final ScheduledThreadPoolExecutor executor;
  private final Consumer<VideoFrame> pictures;
  private @Nullable Future<?> ticking;

  /**
   * Makes a clock that stands.
   *
   * @param pictures called on the clock's thread
   */
  public VideoClock(Consumer<VideoFrame> pictures) {
    this.pictures = pictures;
    this.executor = new ScheduledThreadPoolExecutor(1, VideoClock::thread);
    executor.setRemoveOnCancelPolicy(true);
    executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "jasip-video-source");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes pictures of this source from now on. */
  public void run(VideoSource source) {
    stop();
    int rate = Math.max(1, Math.min(60, source.framesPerSecond()));
    long period = TimeUnit.SECONDS.toNanos(1) / rate;
    ticking = executor.scheduleAtFixedRate(new Tick(source), 0, period, TimeUnit.NANOSECONDS);
  }

  /** Takes none from now on; one that is being made is still handed over. */
  public void stop() {
    if (ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }

  /** Ends the thread, at the latest when the source returns. */
  public void close() {
    executor.shutdownNow();
  }

  private final class Tick implements Runnable {
    private final VideoSource source;
    private boolean complained;

    Tick(VideoSource source) {
      this.source = source;
    }

    @Override
    public void run() {
      try {
        VideoFrame frame = source.next();
        if (frame != null) {
          pictures.accept(frame);
        }
      } catch (Throwable e) { // the next picture may be better
        if (!complained) {
          complained = true;
          LOG.error("A video source failed; this is said once", e);
        }
      }
    }
  }
}
