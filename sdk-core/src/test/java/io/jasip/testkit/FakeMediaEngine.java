package io.jasip.testkit;

import io.jasip.media.MediaEngine;
import io.jasip.media.MediaException;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Media without audio: it writes down what is asked of it, answers with session descriptions that
 * are the same each time, and fails or hangs when the test wants that.
 */
public final class FakeMediaEngine implements MediaEngine {

  /** What can be asked of the engine and its sessions. */
  public enum Operation {
    /** {@link MediaEngine#retain()}. */
    RETAIN,
    /** {@link MediaSession#createOffer()}. */
    CREATE_OFFER,
    /** {@link MediaSession#createAnswer}. */
    CREATE_ANSWER,
    /** {@link MediaSession#acceptAnswer}. */
    ACCEPT_ANSWER,
    /** {@link MediaSession#rollback()}. */
    ROLLBACK,
    /** {@link MediaSession#setDirection}. */
    SET_DIRECTION,
    /** {@link MediaSession#restartIce()}. */
    RESTART_ICE,
    /** {@link MediaSession#setMuted}. */
    SET_MUTED,
    /** {@link MediaSession#sendDtmf}. */
    SEND_DTMF,
    /** {@link MediaSession#stats()}. */
    STATS
  }

  private final List<FakeMediaSession> sessions = new ArrayList<>();
  private final Map<Operation, MediaException> failing = new EnumMap<>(Operation.class);
  private final Set<Operation> held = EnumSet.noneOf(Operation.class);
  private final List<Runnable> pending = new ArrayList<>();
  private int uses;

  /** Makes an engine that does all it is asked, at once. */
  public FakeMediaEngine() {}

  /**
   * From now on an operation fails.
   *
   * @param operation of every session
   * @param reason of the {@link MediaException}
   */
  public void fail(Operation operation, MediaException.Reason reason) {
    failing.put(operation, new MediaException(reason, operation + " fails, as the test wants it"));
  }

  /**
   * From now on an operation succeeds again.
   *
   * @param operation of every session
   */
  public void succeed(Operation operation) {
    failing.remove(operation);
  }

  /**
   * From now on an operation stays pending until {@link #letGo}.
   *
   * @param operation of every session
   */
  public void hold(Operation operation) {
    held.add(operation);
  }

  /** Holds nothing any more, and carries out what is pending, in order. */
  public void letGo() {
    held.clear();
    List<Runnable> due = List.copyOf(pending);
    pending.clear();
    due.forEach(Runnable::run);
  }

  /**
   * The media of all calls so far.
   *
   * @return a copy, in order
   */
  public List<FakeMediaSession> sessions() {
    return List.copyOf(sessions);
  }

  /**
   * The media of the newest call.
   *
   * @return the session
   * @throws AssertionError if there is none
   */
  public FakeMediaSession session() {
    if (sessions.isEmpty()) {
      throw new AssertionError("no call has asked for media");
    }
    return sessions.get(sessions.size() - 1);
  }

  /**
   * How many sessions are open.
   *
   * @return sessions made and not closed
   */
  public int openSessions() {
    return (int) sessions.stream().filter(session -> !session.isClosed()).count();
  }

  /**
   * How many user agents use the engine.
   *
   * @return retained and not released
   */
  public int uses() {
    return uses;
  }

  @Override
  public CompletableFuture<Void> retain() {
    return this.<Void>perform(Operation.RETAIN, () -> null).thenRun(() -> uses++);
  }

  @Override
  public CompletableFuture<Void> release() {
    uses--;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public MediaSession createSession(MediaSessionConfig config, MediaListener listener) {
    FakeMediaSession session = new FakeMediaSession(this, sessions.size() + 1, config, listener);
    sessions.add(session);
    return session;
  }

  /** What an operation results in; run when the operation is carried out. */
  interface Result<T> {
    @Nullable T get();
  }

  <T> CompletableFuture<T> perform(Operation operation, Result<T> result) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Runnable work =
        () -> {
          MediaException failure = failing.get(operation);
          if (failure == null) {
            done.complete(result.get());
          } else {
            done.completeExceptionally(failure);
          }
        };
    if (held.contains(operation)) {
      pending.add(work);
    } else {
      work.run();
    }
    return done;
  }
}
