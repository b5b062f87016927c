package io.jasip.webrtc.internal.video;

import io.jasip.ListenerHandle;
import io.jasip.webrtc.VideoFrame;
import io.jasip.webrtc.VideoSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings pictures to the application's sinks on a thread of its own, which is there while pictures
 * come. A sink that is slow gets the newest picture when it is ready for one. Any thread.
 */
public final class VideoOutlet {

  private static final Logger LOG = LoggerFactory.getLogger(VideoOutlet.class);

  private final ThreadPoolExecutor executor;
  private final AtomicReference<@Nullable VideoFrame> newest = new AtomicReference<>();
  private final List<VideoSink> sinks = new CopyOnWriteArrayList<>();
  private final AtomicBoolean complained = new AtomicBoolean();
  private volatile VideoSink main = VideoSink.discard();

  /** Begins without sinks. */
  public VideoOutlet() {
    executor =
        new ThreadPoolExecutor(
            1, 1, 2, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), VideoOutlet::thread);
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "jasip-video-sink");
    thread.setDaemon(true);
    return thread;
  }

  /** Replaces the sink of the call's options. */
  public void main(VideoSink sink) {
    main = sink;
  }

  /** Adds a sink beside it. */
  public ListenerHandle add(VideoSink sink) {
    sinks.add(sink);
    return () -> sinks.remove(sink);
  }

  /** Takes a picture, at once. */
  public void put(VideoFrame frame) {
    if (newest.getAndSet(frame) == null) {
      try {
        executor.execute(this::deliver);
      } catch (RejectedExecutionException e) { // it is closed
        newest.set(null);
      }
    }
  }

  private void deliver() {
    VideoFrame frame = newest.getAndSet(null);
    if (frame != null) {
      deliver(frame, main);
      sinks.forEach(sink -> deliver(frame, sink));
    }
  }

  private void deliver(VideoFrame frame, VideoSink sink) {
    try {
      sink.onFrame(frame);
    } catch (Throwable e) { // the other sinks are not to suffer
      if (complained.compareAndSet(false, true)) {
        LOG.error("A video sink failed; this is said once", e);
      }
    }
  }

  /** Takes no more pictures. */
  public void close() {
    executor.shutdownNow();
  }
}
