package io.jasip.media;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes the media of calls. One engine may serve many user agents.
 *
 * <p>Its costly resources (native library, audio device, certificate) live from the first {@link
 * #retain()} to the last {@link #release()}: a user agent retains its engine when it starts and
 * releases it when it has stopped, so an application never closes an engine itself.
 *
 * <p>All methods may be called from any thread and return at once.
 */
public interface MediaEngine {

  /**
   * Begins a use of this engine and prepares whatever is slow once, so that the first call is as
   * fast as the next.
   *
   * @return completes when the engine is ready; fails with a {@link MediaException} that says what
   *     is missing, in which case the use has not begun
   */
  CompletableFuture<Void> retain();

  /**
   * Ends a use that {@link #retain()} began. The last release closes every session that is still
   * open and frees all native resources and threads.
   *
   * @return completes when that is done; never fails
   */
  CompletableFuture<Void> release();

  /**
   * Makes the media of one call. Failures surface on the session's first operation.
   *
   * @param config what the call asks of its media
   * @param listener told of everything that happens to the session, on the session's own thread
   * @return a new session, which the caller must {@link MediaSession#close() close}
   */
  MediaSession createSession(MediaSessionConfig config, MediaListener listener);

  /**
   * What this engine can do beyond this interface, such as {@link MediaExaminer}.
   *
   * @param type an interface
   * @param <T> that interface
   * @return null, as by default, if the engine has no such thing
   */
  default <T> @Nullable T extension(Class<T> type) {
    return null;
  }
}
