package io.jasip.media;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks of its media.
 *
 * @param id names the session in logs; not a secret
 * @param iceServers STUN and TURN servers, possibly none
 * @param options what the application asked of this engine for this call, or null for the engine's
 *     defaults; an engine refuses options of another engine with a {@link MediaException}
 */
public record MediaSessionConfig(
    String id, List<IceServer> iceServers, @Nullable MediaOptions options) {

  /**
   * Checks and copies the components.
   *
   * @param id names the session in logs; not a secret
   * @param iceServers STUN and TURN servers, possibly none
   * @param options what the application asked of this engine for this call, or null for the
   *     engine's defaults; an engine refuses options of another engine with a {@link
   *     MediaException}
   */
  public MediaSessionConfig {
    Objects.requireNonNull(id, "id");
    iceServers = List.copyOf(iceServers);
  }
}
