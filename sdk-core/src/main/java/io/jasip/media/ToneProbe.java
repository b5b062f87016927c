package io.jasip.media;

import java.util.concurrent.CompletableFuture;

/**
 * A look into a session of {@link MediaExaminer#toneEngine()}, found by {@link
 * MediaSession#extension}. Any thread.
 */
public interface ToneProbe {

  /**
   * Reads what can be observed now. Levels and loss are those since the reading before.
   *
   * @return completes on the session's own thread or that of the engine; fails with a {@link
   *     MediaException} once the session is closed
   */
  CompletableFuture<MediaEvidence> read();
}
