package io.jasip.webrtc.internal.rtc;

import io.jasip.media.MediaEngine;
import io.jasip.media.MediaExaminer;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.webrtc.AudioOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes sessions and keeps count of them. Any thread. */
public final class RtcEngine implements MediaEngine {

  /** For making and ending engines; its thread goes when there is nothing to do. */
  private static final Executor BACKGROUND = background();

  private final EngineSettings settings;
  private final Set<PeerSession> sessions = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();
  private int users;
  private @Nullable EnginePool pool;

  /** Takes checked settings; nothing native is touched yet. */
  public RtcEngine(EngineSettings settings) {
    this.settings = settings;
  }

  private static Executor background() {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            1,
            1,
            2,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "jasip-media-engine");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  @Override
  public CompletableFuture<Void> retain() {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    BACKGROUND.execute(
        () -> {
          try {
            begin();
            ready.complete(null);
          } catch (Throwable e) { // native failures are Errors
            ready.completeExceptionally(MediaThread.explain("cannot be made", e));
          }
        });
    return ready;
  }

  /** On the background thread, so that uses begin and end one after the other. */
  private void begin() {
    NativeLibrary.load();
    synchronized (lock) {
      if (users > 0) {
        users++;
        return;
      }
    }
    EnginePool made = newPool();
    made.warm();
    synchronized (lock) {
      pool = made;
      users++;
    }
  }

  private EnginePool newPool() {
    return new EnginePool(
        settings.headless() ? AudioEngine::headless : AudioEngine::devices, BACKGROUND);
  }

  @Override
  public CompletableFuture<Void> release() {
    CompletableFuture<Void> released = new CompletableFuture<>();
    BACKGROUND.execute(
        () -> {
          EnginePool ending = null;
          synchronized (lock) {
            if (users > 0 && --users == 0) {
              ending = pool;
              pool = null;
            }
          }
          if (ending == null) {
            released.complete(null);
          } else {
            end(ending, released);
          }
        });
    return released;
  }

  private void end(EnginePool ending, CompletableFuture<Void> released) {
    ending.close();
    CompletableFuture<?>[] closing =
        sessions.stream().map(MediaSession::close).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(closing).whenComplete((done, failure) -> released.complete(null));
  }

  @Override
  public MediaSession createSession(MediaSessionConfig config, MediaListener listener) {
    MediaThread media = new MediaThread(config.id());
    PeerSettings with = settings(config);
    EnginePool from;
    MediaException refusal;
    PeerSession session;
    synchronized (lock) { // a release that comes later closes it
      EnginePool current = pool;
      from = current;
      session = new PeerSession(media, with, listener, ended -> forget(ended, current));
      refusal = refusal(config, from);
      if (refusal == null) {
        sessions.add(session);
      }
    }
    if (refusal != null || from == null) {
      media.call(
          () -> {
            media.poison(
                refusal == null
                    ? new MediaException(Reason.CLOSED, "the media engine is not in use")
                    : refusal);
            return null;
          });
      return session;
    }
    session.open(from);
    from.refill();
    return session;
  }

  private void forget(PeerSession ended, @Nullable EnginePool from) {
    sessions.remove(ended);
    if (from != null) {
      from.refill();
    }
  }

  private @Nullable MediaException refusal(MediaSessionConfig config, @Nullable EnginePool from) {
    if (from == null) {
      return new MediaException(
          Reason.CLOSED, "the media engine is not in use; start the user agent first");
    }
    if (config.options() != null && !(config.options() instanceof AudioOptions)) {
      return new MediaException(
          Reason.BAD_OPTION,
          "WebRtcMedia takes AudioOptions, not " + config.options().getClass().getName());
    }
    if (settings.network().relayOnly()
        && config.iceServers().stream()
            .flatMap(server -> server.urls().stream())
            .noneMatch(url -> url.regionMatches(true, 0, "turn", 0, 4))) {
      return new MediaException(
          Reason.BAD_OPTION,
          "relayOnly needs a TURN server, and none is given; add one by iceServer(IceServer.turn(..."
              + "))");
    }
    if (sessions.size() >= settings.maxSessions()) {
      return new MediaException(
          Reason.TOO_MANY_SESSIONS,
          "there are "
              + settings.maxSessions()
              + " media sessions already; end a call, or raise maxSessions");
    }
    return null;
  }

  private PeerSettings settings(MediaSessionConfig config) {
    AudioOptions options =
        config.options() instanceof AudioOptions given ? given : AudioOptions.builder().build();
    return new PeerSettings(
        settings.headless(),
        new CallSound(options.source(), options.sink(), settings),
        options.detectsDtmf(),
        options.processing() == null ? settings.processing() : options.processing(),
        options.codecs().isEmpty() ? settings.codecs() : options.codecs(),
        options.video(),
        List.copyOf(config.iceServers()),
        options.descriptionHook() == null
            ? settings.network()
            : settings.network().with(options.descriptionHook()),
        loopbackPort());
  }

  /** Where media is if there is no network but loopback; 0 if there is one, or no port is free. */
  private int loopbackPort() {
    NetworkSettings network = settings.network();
    return !network.relayOnly() && Loopback.isAllThereIs()
        ? Loopback.freePorts(network.minPort(), network.maxPort())
        : 0;
  }

  @Override
  public <T> @Nullable T extension(Class<T> type) {
    return type == MediaExaminer.class ? type.cast(new RealMediaExaminer(settings)) : null;
  }
}
