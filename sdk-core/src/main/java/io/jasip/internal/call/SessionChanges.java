package io.jasip.internal.call;

import io.jasip.RequestFailedException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The new offers that are wanted, of which one at a time is under way. On the loop. */
final class SessionChanges {

  /**
   * A new offer that somebody wants.
   *
   * @param operation as the application calls it, for error messages
   * @param hold whether the peer is to be on hold afterwards; null for as it is, but offered again
   * @param restart whether the media is to look for a new path
   * @param done completed on the loop when the peer has agreed
   */
  record Change(
      String operation, @Nullable Boolean hold, boolean restart, CompletableFuture<Void> done) {

    /** The peer is to be on hold, or off. */
    static Change hold(String operation, boolean hold, CompletableFuture<Void> done) {
      return new Change(operation, hold, false, done);
    }

    /** What was agreed is offered again, with a new search for a path of the media. */
    static Change restart(String operation, CompletableFuture<Void> done) {
      return new Change(operation, null, true, done);
    }

    /** What the media has now is offered. */
    static Change media(CompletableFuture<Void> done) {
      return new Change("new offer of media", null, false, done);
    }

    /** What was agreed is offered again, as a sign of life. */
    static Change refresh(CompletableFuture<Void> done) {
      return new Change("session refresh", null, false, done);
    }
  }

  private final Deque<Change> waiting = new ArrayDeque<>();
  private @Nullable Change current;

  void add(Change change) {
    waiting.add(change);
  }

  /** Whether an offer has to be made; a change that is in force already is done with. */
  boolean begin(boolean holding) {
    Change next = waiting.peek();
    while (next != null && Boolean.valueOf(holding).equals(next.hold())) {
      waiting.remove();
      next.done().complete(null);
      next = waiting.peek();
    }
    return next != null;
  }

  /** The next change, which is now under way. */
  Change take() {
    Change taken = waiting.remove();
    current = taken;
    return taken;
  }

  /** The change that was under way is to be tried again. */
  void putBack() {
    if (current != null) {
      waiting.addFirst(current);
      current = null;
    }
  }

  /** The change that is under way, if there is one, which from now on is not. */
  @Nullable Change finish() {
    Change finished = current;
    current = null;
    return finished;
  }

  void fail(RequestFailedException why) {
    Change failed = finish();
    if (failed != null) {
      failed
          .done()
          .completeExceptionally(
              new RequestFailedException(
                  why.why(),
                  failed.operation() + ": " + why.getMessage(),
                  why.response(),
                  why.getCause()));
    }
  }

  void failAll(RequestFailedException why) {
    fail(why);
    while (!waiting.isEmpty()) {
      take();
      fail(why);
    }
  }
}
