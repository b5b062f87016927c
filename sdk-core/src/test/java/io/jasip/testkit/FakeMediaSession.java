package io.jasip.testkit;

import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.media.MediaState;
import io.jasip.media.MediaStats;
import io.jasip.media.SdpType;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The media of one call, of a {@link FakeMediaEngine}. */
public final class FakeMediaSession implements MediaSession {

  private final FakeMediaEngine engine;
  private final int number;
  private final MediaSessionConfig config;
  private final MediaListener listener;
  private final List<String> operations = new ArrayList<>();
  private final List<CompletableFuture<?>> unfinished = new ArrayList<>();
  private int version;
  private boolean closed;
  private MediaDirection direction = MediaDirection.SEND_RECV;
  private @Nullable String remoteDescription;

  FakeMediaSession(
      FakeMediaEngine engine, int number, MediaSessionConfig config, MediaListener listener) {
    this.engine = engine;
    this.number = number;
    this.config = config;
    this.listener = listener;
  }

  /**
   * What was asked so far, such as {@code createOffer}, {@code setMuted true}, {@code close}.
   *
   * @return a copy, in order
   */
  public List<String> operations() {
    return List.copyOf(operations);
  }

  /**
   * What the call asked of its media.
   *
   * @return as given
   */
  public MediaSessionConfig config() {
    return config;
  }

  /**
   * The peer's newest session description.
   *
   * @return null before there is one
   */
  public @Nullable String remoteDescription() {
    return remoteDescription;
  }

  /**
   * Whether {@link #close()} was called.
   *
   * @return whether it was
   */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Says that the transport has changed its state.
   *
   * @param state the new state
   */
  public void emit(MediaState state) {
    listener.onState(state);
  }

  /** Says that the first audio has come. */
  public void emitFirstAudio() {
    listener.onFirstAudio();
  }

  /**
   * Says that the peer pressed a key.
   *
   * @param digit the key
   */
  public void emitDigit(char digit) {
    listener.onDtmf(digit);
  }

  /**
   * Says that something is wrong and the session goes on.
   *
   * @param warning what was observed
   */
  public void emitWarning(MediaException warning) {
    listener.onWarning(warning);
  }

  /**
   * Says that the session can no longer work.
   *
   * @param problem what happened
   */
  public void emitProblem(MediaException problem) {
    listener.onProblem(problem);
  }

  /**
   * Says that the session wants a new offer to be made.
   *
   * @return completes when the peer has answered it
   */
  public CompletableFuture<Void> wantNegotiation() {
    return listener.onNegotiationNeeded();
  }

  @Override
  public CompletableFuture<String> createOffer() {
    return perform(Operation.CREATE_OFFER, "createOffer", this::description);
  }

  @Override
  public CompletableFuture<String> createAnswer(String remoteOffer) {
    return perform(
        Operation.CREATE_ANSWER,
        "createAnswer",
        () -> {
          remoteDescription = remoteOffer;
          return description();
        });
  }

  @Override
  public CompletableFuture<Void> acceptAnswer(SdpType type, String remoteAnswer) {
    return perform(
        Operation.ACCEPT_ANSWER,
        "acceptAnswer " + type,
        () -> {
          remoteDescription = remoteAnswer;
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> rollback() {
    return perform(Operation.ROLLBACK, "rollback", () -> null);
  }

  @Override
  public CompletableFuture<Void> setDirection(MediaDirection wanted) {
    return perform(
        Operation.SET_DIRECTION,
        "setDirection " + wanted,
        () -> {
          direction = wanted;
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> restartIce() {
    return perform(Operation.RESTART_ICE, "restartIce", () -> null);
  }

  @Override
  public CompletableFuture<Void> setMuted(boolean muted) {
    return perform(Operation.SET_MUTED, "setMuted " + muted, () -> null);
  }

  @Override
  public CompletableFuture<Void> sendDtmf(String tones, Duration duration, Duration gap) {
    String line = "sendDtmf " + tones + " " + duration.toMillis() + " " + gap.toMillis();
    return perform(Operation.SEND_DTMF, line, () -> null);
  }

  @Override
  public <T> @Nullable T extension(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : null;
  }

  @Override
  public CompletableFuture<MediaStats> stats() {
    return perform(
        Operation.STATS,
        "stats",
        () ->
            new MediaStats(
                "opus", 50, 49, 1, 4000, 3920, Duration.ofMillis(3), null, null, null, null));
  }

  @Override
  public CompletableFuture<Void> close() {
    if (!closed) {
      closed = true;
      operations.add("close");
      unfinished.forEach(result -> result.completeExceptionally(closed("a pending operation")));
    }
    return CompletableFuture.completedFuture(null);
  }

  private <T> CompletableFuture<T> perform(
      Operation operation, String line, FakeMediaEngine.Result<T> result) {
    if (closed) {
      return CompletableFuture.failedFuture(closed(line));
    }
    operations.add(line);
    CompletableFuture<T> done = engine.perform(operation, result);
    unfinished.add(done);
    return done;
  }

  private static MediaException closed(String what) {
    return new MediaException(MediaException.Reason.CLOSED, what + ": the session is closed");
  }

  private String description() {
    String attribute =
        switch (direction) {
          case SEND_RECV -> "sendrecv";
          case SEND_ONLY -> "sendonly";
          case RECV_ONLY -> "recvonly";
          case INACTIVE -> "inactive";
        };
    return Sdp.audio("alice", number, ++version, attribute);
  }
}
