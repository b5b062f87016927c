package io.jasip.webrtc.internal.rtc;

import io.jasip.ListenerHandle;
import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaListener;
import io.jasip.webrtc.CallVideo;
import io.jasip.webrtc.VideoListener;
import io.jasip.webrtc.VideoOptions;
import io.jasip.webrtc.VideoSink;
import io.jasip.webrtc.VideoSource;
import io.jasip.webrtc.internal.video.VideoOutlet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The application's access to the video of a session. Any thread. */
final class RealCallVideo implements CallVideo {

  private final MediaThread media;
  private final MediaListener listener;
  private final VideoOutlet outlet = new VideoOutlet();
  private final List<VideoListener> listeners = new CopyOnWriteArrayList<>();
  private final VideoStream stream;
  private volatile MediaDirection direction = MediaDirection.INACTIVE;

  /**
   * Makes the access, and the stream behind it.
   *
   * @param wish the video that the call begins with, or null
   * @param listener asked to make new offers
   */
  RealCallVideo(MediaThread media, @Nullable VideoOptions wish, MediaListener listener) {
    this.media = media;
    this.listener = listener;
    this.stream = new VideoStream(media, wish, outlet, this::tell);
    listeners.add(
        new VideoListener() {
          @Override
          public void onDirection(MediaDirection now) {
            direction = now;
          }
        });
  }

  /** On the media thread. */
  VideoStream stream() {
    return stream;
  }

  private void tell(Consumer<VideoListener> event) {
    listeners.forEach(each -> Guard.run("A video listener", () -> event.accept(each)));
  }

  @Override
  public CompletableFuture<MediaDirection> start(VideoOptions options) {
    Objects.requireNonNull(options, "options");
    CompletableFuture<MediaDirection> started = new CompletableFuture<>();
    media
        .call(
            () -> {
              VideoOptions before = stream.wish();
              VideoSource sent = stream.source();
              stream.want(options, true);
              negotiate(
                  () -> stream.giveUp(before, sent), () -> started.complete(direction), started);
              return null;
            })
        .whenComplete((begun, failure) -> fail(started, failure));
    return started;
  }

  @Override
  public CompletableFuture<Void> stop() {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    media
        .call(
            () -> {
              if (stream.stop()) {
                negotiate(stream::dropped, () -> stopped.complete(null), stopped);
              } else {
                stopped.complete(null);
              }
              return null;
            })
        .whenComplete((begun, failure) -> fail(stopped, failure));
    return stopped;
  }

  private static void fail(CompletableFuture<?> result, @Nullable Throwable failure) {
    if (failure != null) {
      result.completeExceptionally(failure);
    }
  }

  /** Has a new offer made; when that fails, on the media thread, something is to be undone. */
  private void negotiate(Runnable undo, Runnable agreed, CompletableFuture<?> result) {
    listener
        .onNegotiationNeeded()
        .whenComplete(
            (done, failure) -> {
              if (failure == null) {
                agreed.run();
                return;
              }
              run(undo)
                  .whenComplete((undone, closed) -> result.completeExceptionally(why(failure)));
            });
  }

  /** A failure of our own media reaches us within that of the offer. */
  private static Throwable why(Throwable failure) {
    Throwable root =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return root.getCause() instanceof MediaException ours ? ours : root;
  }

  @Override
  public CompletableFuture<Void> accept(VideoOptions options) {
    Objects.requireNonNull(options, "options");
    return run(() -> stream.want(options, false));
  }

  @Override
  public CompletableFuture<Void> setSource(VideoSource source) {
    Objects.requireNonNull(source, "source");
    return run(() -> stream.source(source));
  }

  @Override
  public CompletableFuture<Void> setMuted(boolean muted) {
    return run(() -> stream.muted(muted));
  }

  private CompletableFuture<Void> run(Runnable action) {
    return media.call(
        () -> {
          action.run();
          return null;
        });
  }

  @Override
  public ListenerHandle addReceivedSink(VideoSink sink) {
    return outlet.add(Objects.requireNonNull(sink, "sink"));
  }

  @Override
  public ListenerHandle addListener(VideoListener added) {
    listeners.add(Objects.requireNonNull(added, "added"));
    return () -> listeners.remove(added);
  }

  @Override
  public MediaDirection direction() {
    return direction;
  }
}
