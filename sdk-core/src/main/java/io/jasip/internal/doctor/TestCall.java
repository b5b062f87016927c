package io.jasip.internal.doctor;

import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaOptions;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaStats;
import io.jasip.media.SdpType;
import io.jasip.media.ToneProbe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The media of one test call: what is offered, what is answered, and what the engine makes of it.
 * Any thread.
 */
final class TestCall implements MediaOptions {

  /** Null for a call whose offer was written by us and whose answer only we read. */
  private final @Nullable UnaryOperator<String> rewrite;

  private final String writtenOffer;
  private final CompletableFuture<String> offer = new CompletableFuture<>();
  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private final CompletableFuture<Void> applied = new CompletableFuture<>();
  private volatile @Nullable ToneProbe probe;

  private TestCall(@Nullable UnaryOperator<String> rewrite, String writtenOffer) {
    this.rewrite = rewrite;
    this.writtenOffer = writtenOffer;
  }

  /** A call with tones. */
  static TestCall withTones() {
    return withTones(UnaryOperator.identity());
  }

  /**
   * A call with tones.
   *
   * @param rewrite changes the offer before it is sent
   */
  static TestCall withTones(UnaryOperator<String> rewrite) {
    return new TestCall(rewrite, "");
  }

  /** A call without media, to see what the server says to an offer. */
  static TestCall offering(String sdp) {
    return new TestCall(null, sdp);
  }

  /** What was offered, as it was sent. */
  CompletableFuture<String> offer() {
    return offer;
  }

  /** The final answer, before any engine has seen it. */
  CompletableFuture<String> answer() {
    return answer;
  }

  /** What the engine made of the answer. */
  CompletableFuture<Void> applied() {
    return applied;
  }

  /** The look into the media; null without tones. */
  @Nullable ToneProbe probe() {
    return probe;
  }

  /** The session that the call uses, over one of the engine's. */
  MediaSession over(MediaEngineSession made) {
    UnaryOperator<String> change = rewrite;
    if (change == null) {
      return new Session(null, sdp -> sdp);
    }
    MediaSession real = made.make();
    probe = real.extension(ToneProbe.class);
    return new Session(real, change);
  }

  /** Makes a session of the engine. */
  interface MediaEngineSession {
    MediaSession make();
  }

  /** Passes on to the engine's session, if there is one, and keeps the descriptions. */
  private final class Session implements MediaSession {

    private final @Nullable MediaSession real;
    private final UnaryOperator<String> change;

    Session(@Nullable MediaSession real, UnaryOperator<String> change) {
      this.real = real;
      this.change = change;
    }

    @Override
    public CompletableFuture<String> createOffer() {
      CompletableFuture<String> made =
          real == null
              ? CompletableFuture.completedFuture(writtenOffer)
              : real.createOffer().thenApply(change);
      return made.whenComplete(
          (sdp, failure) -> {
            if (failure == null) {
              offer.complete(sdp);
            } else {
              offer.completeExceptionally(failure);
            }
          });
    }

    @Override
    public CompletableFuture<String> createAnswer(String remoteOffer) {
      return real == null ? unasked("createAnswer()") : real.createAnswer(remoteOffer);
    }

    @Override
    public CompletableFuture<Void> acceptAnswer(SdpType type, String remoteAnswer) {
      if (type == SdpType.ANSWER) {
        answer.complete(remoteAnswer);
      }
      CompletableFuture<Void> taken =
          real == null
              ? CompletableFuture.completedFuture(null)
              : real.acceptAnswer(type, remoteAnswer);
      return taken.whenComplete(
          (done, failure) -> {
            if (failure != null) {
              applied.completeExceptionally(failure);
            } else if (type == SdpType.ANSWER) {
              applied.complete(null);
            }
          });
    }

    @Override
    public CompletableFuture<Void> rollback() {
      return real == null ? unasked("rollback()") : real.rollback();
    }

    @Override
    public CompletableFuture<Void> setDirection(MediaDirection direction) {
      return real == null ? unasked("setDirection()") : real.setDirection(direction);
    }

    @Override
    public CompletableFuture<Void> setMuted(boolean muted) {
      return real == null ? unasked("setMuted()") : real.setMuted(muted);
    }

    @Override
    public CompletableFuture<Void> sendDtmf(String tones, Duration duration, Duration gap) {
      return real == null ? unasked("sendDtmf()") : real.sendDtmf(tones, duration, gap);
    }

    @Override
    public CompletableFuture<MediaStats> stats() {
      return real == null ? unasked("stats()") : real.stats();
    }

    @Override
    public CompletableFuture<Void> close() {
      return real == null ? CompletableFuture.completedFuture(null) : real.close();
    }

    private static <T> CompletableFuture<T> unasked(String operation) {
      return CompletableFuture.failedFuture(
          new MediaException(
              MediaException.Reason.NEGOTIATION, operation + ": this call has no media"));
    }
  }
}
