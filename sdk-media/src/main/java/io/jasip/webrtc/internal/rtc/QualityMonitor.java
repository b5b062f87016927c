package io.jasip.webrtc.internal.rtc;

import io.jasip.ListenerHandle;
import io.jasip.webrtc.QualityListener;
import io.jasip.webrtc.QualityOptions;
import io.jasip.webrtc.internal.audio.SerialTasks;
import io.jasip.webrtc.internal.stats.Counters;
import io.jasip.webrtc.internal.stats.QualityWatch;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the counters at an interval on the media thread, and tells a listener what they mean. */
final class QualityMonitor implements ListenerHandle {

  private final QualityOptions options;
  private final QualityListener listener;
  private final Supplier<CompletableFuture<Counters>> counters;
  private final MediaThread media;
  private final SerialTasks events;
  private volatile boolean removed;

  /** Touched on the media thread alone; null before the first reading. */
  private @Nullable QualityWatch watch;

  QualityMonitor(
      QualityOptions options,
      QualityListener listener,
      Supplier<CompletableFuture<Counters>> counters,
      MediaThread media) {
    this.options = options;
    this.listener = listener;
    this.counters = counters;
    this.media = media;
    this.events = new SerialTasks(options.executor(), "The quality listener");
  }

  void begin() {
    media.post(this::read);
  }

  private void read() {
    if (removed) {
      return;
    }
    counters
        .get()
        .whenComplete(
            (now, failure) ->
                media.post(
                    () -> {
                      if (failure == null) {
                        take(now);
                      }
                    }));
    media.schedule(options.interval(), this::read);
  }

  private void take(Counters now) {
    if (watch == null) {
      watch = new QualityWatch(options, now);
      return;
    }
    watch.next(now).forEach(event -> events.run(() -> tell(() -> event.accept(listener))));
  }

  private void tell(Runnable event) {
    if (!removed) {
      event.run();
    }
  }

  @Override
  public void remove() {
    removed = true;
  }
}
