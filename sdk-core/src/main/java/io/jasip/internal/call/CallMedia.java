package io.jasip.internal.call;

import io.jasip.internal.loop.SipLoop;
import io.jasip.media.IceServer;
import io.jasip.media.MediaDirection;
import io.jasip.media.MediaEngine;
import io.jasip.media.MediaException;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaOptions;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.media.MediaState;
import io.jasip.media.SdpType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media of one call, seen from the loop: what the engine says on its own threads comes out on
 * the loop, and nothing comes out after {@link #close()}.
 */
final class CallMedia implements MediaListener {

  private static final Logger LOG = LoggerFactory.getLogger(CallMedia.class);

  private final SipLoop loop;
  private final @Nullable MediaEngine engine;
  private final List<IceServer> iceServers;
  private final String callId;
  private final Events events;
  private @Nullable MediaSession session;
  private MediaState state = MediaState.NEW;
  private boolean closed;

  /** Told what the media does. On the loop. */
  interface Events {
    void onMediaState(MediaState state);

    void onFirstMedia();

    void onMediaDtmf(char digit);

    void onMediaWarning(MediaException warning);

    void onMediaFailed(Throwable failure);

    /** A new offer is wanted. */
    void onNegotiationNeeded(CompletableFuture<Void> done);
  }

  CallMedia(
      SipLoop loop,
      @Nullable MediaEngine engine,
      List<IceServer> iceServers,
      String callId,
      Events events) {
    this.loop = loop;
    this.engine = engine;
    this.iceServers = iceServers;
    this.callId = callId;
    this.events = events;
  }

  void createOffer(@Nullable MediaOptions options, Consumer<String> then) {
    operate(options, MediaSession::createOffer, then);
  }

  void createAnswer(String offer, @Nullable MediaOptions options, Consumer<String> then) {
    operate(options, media -> media.createAnswer(offer), then);
  }

  /** Makes a new offer in a call that has media already. */
  void offerAgain(MediaDirection direction, Consumer<String> then, Consumer<Throwable> failed) {
    again(
        media -> media.setDirection(direction).thenCompose(nothing -> media.createOffer()),
        then,
        failed);
  }

  /** Makes a new offer that asks for a new search for a path of the media. */
  void offerRestart(MediaDirection direction, Consumer<String> then, Consumer<Throwable> failed) {
    again(
        media ->
            media
                .restartIce()
                .thenCompose(nothing -> media.setDirection(direction))
                .thenCompose(nothing -> media.createOffer()),
        then,
        failed);
  }

  /** Answers a new offer of the peer in a call that has media already. */
  void answerAgain(
      String offer, MediaDirection direction, Consumer<String> then, Consumer<Throwable> failed) {
    again(
        media -> media.setDirection(direction).thenCompose(nothing -> media.createAnswer(offer)),
        then,
        failed);
  }

  /** Takes the answer to a new offer. */
  void acceptAgain(String answer, Runnable then, Consumer<Throwable> failed) {
    again(media -> media.acceptAnswer(SdpType.ANSWER, answer), done -> then.run(), failed);
  }

  /** Takes back a new offer of either side, and proposes the given direction again. */
  void rollBack(MediaDirection direction) {
    again(
        media -> media.rollback().thenCompose(nothing -> media.setDirection(direction)),
        done -> {},
        events::onMediaFailed);
  }

  private <T> void again(
      Function<MediaSession, CompletableFuture<T>> operation,
      Consumer<T> then,
      Consumer<Throwable> failed) {
    MediaSession media = session();
    if (media == null) {
      failed.accept(new MediaException(MediaException.Reason.CLOSED, "the call has no media"));
    } else {
      onLoop(operation.apply(media), then, failed);
    }
  }

  void acceptAnswer(String answer) {
    operate(null, media -> media.acceptAnswer(SdpType.ANSWER, answer), done -> {});
  }

  /** Takes an answer that another may replace. If it is no good, the call has no early media. */
  void acceptEarlyAnswer(String answer) {
    again(
        media -> media.acceptAnswer(SdpType.PRANSWER, answer),
        done -> {},
        failure -> LOG.warn("Call {} has no early media: {}", callId, failure.getMessage()));
  }

  private <T> void operate(
      @Nullable MediaOptions options,
      Function<MediaSession, CompletableFuture<T>> operation,
      Consumer<T> then) {
    MediaSession media = session;
    if (media == null) {
      if (engine == null) {
        events.onMediaFailed(
            new MediaException(
                MediaException.Reason.BAD_OPTION,
                "this user agent has no media engine; give it one by media(WebRtcMedia.headless())"));
        return;
      }
      media = engine.createSession(new MediaSessionConfig(callId, iceServers, options), this);
      session = media;
    }
    onLoop(operation.apply(media), then, events::onMediaFailed);
  }

  private <T> void onLoop(
      CompletableFuture<T> result, Consumer<T> then, Consumer<Throwable> failed) {
    result.whenComplete(
        (value, failure) ->
            loop.execute(
                () -> {
                  if (closed) {
                    return;
                  }
                  if (failure == null) {
                    then.accept(value);
                  } else {
                    failed.accept(unwrap(failure));
                  }
                }));
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /**
   * The session for operations that change nothing here: mute, digits, statistics. Null before and
   * after the media.
   */
  @Nullable MediaSession session() {
    return closed ? null : session;
  }

  /** How far the media is. */
  MediaState state() {
    return state;
  }

  void close() {
    closed = true;
    if (session != null) {
      session.close();
    }
  }

  @Override
  public void onState(MediaState next) {
    tell(
        () -> {
          state = next;
          events.onMediaState(next);
        });
  }

  @Override
  public void onFirstAudio() {
    tell(events::onFirstMedia);
  }

  @Override
  public void onDtmf(char digit) {
    tell(() -> events.onMediaDtmf(digit));
  }

  @Override
  public void onWarning(MediaException warning) {
    tell(() -> events.onMediaWarning(warning));
  }

  @Override
  public void onProblem(MediaException problem) {
    tell(() -> events.onMediaFailed(problem));
  }

  @Override
  public CompletableFuture<Void> onNegotiationNeeded() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          if (closed) {
            done.completeExceptionally(
                new MediaException(MediaException.Reason.CLOSED, "the call has ended"));
          } else {
            events.onNegotiationNeeded(done);
          }
        });
    return done;
  }

  private void tell(Runnable event) {
    loop.execute(
        () -> {
          if (!closed) {
            event.run();
          }
        });
  }
}
